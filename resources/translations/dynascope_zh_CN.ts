<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CardHeader</name>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form of the plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale of the axis</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerStrip</name>
    <message>
        <source>Layers</source>
        <extracomment>the layers shown, counted from 1; empty for all</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a layer to show it alone, Ctrl-click to add one, click again for all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer} of {count}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Copy image</source>
        <extracomment>least time between two drawings, in ms the picture parts needed have changed</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save image…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy numbers (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save image</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ridgeline</name>
    <message>
        <source>layer {layer}: {name} = {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} of the values</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunChip</name>
    <message>
        <source>This panel shows the run {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>Squeezes every value into 0 to 1. Its slope is at most 1/4, so each hidden layer shrinks the back-propagated gradient to about a quarter (0.236 per layer with Xavier init); over five layers that leaves 0.0007, which stalls plain SGD, while Adam hides it by rescaling every step. With a single hidden layer it is slow rather than stuck, and it wants a larger learning rate than ReLU, not a smaller one. Its values are never centred on 0. Its natural place is the output of a yes-no question, where the loss already contains it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturated: |2a - 1| &gt; 0.97, that is a below 0.015 or above 0.985, where the slope is under 5.91 % of its maximum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its units cannot die, since the slope is never 0, but saturated units learn very slowly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squeezes every value into -1 to 1, centred on 0, with slope 1 in the middle. With Xavier init moderately deep networks train well, and it makes smooth decision surfaces. Weights that start too large push units into the flat ends, where they saturate; weights that start too small make the network linear, and the signal fades from layer to layer. The border between the two is the critical line of mean-field theory. ReLU is not six times faster in general: that number is from one convolutional network; on the textbook experiment it needs 1.25 to 1.45 times fewer epochs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturated: |a| &gt; 0.97, where the slope is under 5.91 % of its maximum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tanh made of three straight lines: the identity in the middle, cut off at both ends. It is cheap and easy to reason about, and it keeps activations bounded, which suits hardware with few bits. Outside the middle part the slope is exactly 0, so one large step can leave a unit at an end on all samples, without any gradient, as it happens to ReLU on its one flat side. With bounds 0 and 6 it is the ReLU6 of mobile networks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower bound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest value m; everything below is cut to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper bound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest value M; everything above is cut to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturated: z at or beyond one of the two bounds, where the slope is exactly 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A unit beyond the same bound on every sample has no gradient; it is counted as saturated, not as dead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A periodic activation: far from 0 it is as steep as near it, so nothing saturates and fine, repeating detail is easy to represent, as in networks that store images or waves. It needs care at the start: with large weights or a large frequency neighbouring inputs land in unrelated periods, the output looks like noise and the loss surface is full of local minima. Between the training points it may oscillate freely, that is overfit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frequency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angular frequency ω: 30 in the first layer of the SIREN paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturation does not apply: the function is periodic and has no flat side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its units cannot die: the slope is 0 only at the crests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear for positive values, an exponential that levels off at -α for negative ones. The negative values bring the mean activation nearer to 0, which can speed up training, and the slope is never exactly 0. It does not hold the mean at 0, as is often said: for standard normal input the mean is 0.16 (ReLU: 0.40); SELU with LeCun init does. Far on the negative side units saturate and learn slowly. PyTorch has no gain for it; the exact one is 1.2452 for α = 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative values level off at -α; at 1 the slope has no jump at 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturated: on the negative side, where the slope is under 5.91 % of its maximum (z below -2.83 for α = 1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its units cannot die, since the slope is never exactly 0, but far on the negative side they learn very slowly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An ELU with two constants chosen so that mean 0 and variance 1 reproduce themselves from layer to layer and deviations shrink: the network normalises itself, even 30 layers deep. This holds only with LeCun normal init, zero biases and standardised inputs. The rule “Kaiming for everything like ReLU” is wrong here, and with PyTorch&apos;s gain of 3/4 the variance decays towards 0. Ordinary dropout and skip connections break the fixed point, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturated: z below -2.83, where the slope is under 5.91 % of its maximum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The smooth version of ReLU; its slope is the sigmoid of βz. It is used where an output must be positive, such as a variance. As a hidden activation it usually does worse than ReLU: all values are positive (ln 2 / β at z = 0), so the mean grows from layer to layer, and the slope at 0 is only 1/2. A large β makes it sharper and more like ReLU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness: the larger, the closer to ReLU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where βz is above this, z itself is taken, to avoid overflow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturated: βz below -2.77, where the slope is under 5.91 % of its maximum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighs each value by the probability that a standard normal number lies below it: a smooth ReLU with a shallow dip below 0. It is the usual choice in transformers. Being smooth it helps curvature-based methods; on small networks it behaves much like ReLU at a higher cost per step. The slope is negative between the dip and the far left, where it fades out, so units there learn slowly. PyTorch has no gain for it; the exact one is 1.5335.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approximation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the normal distribution is computed: exactly, or by tanh as in GPT-2 (the difference is at most 0.0005).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none (exact)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturated: z below -2.17, on the left of the dip, where the slope stays under 5.91 % of its maximum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its units cannot die in the strict sense, but far on the negative side the slope fades out fast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplies each value by its own sigmoid; also called Swish. Smooth like GELU, with a deeper and wider dip below 0 (-0.28 at z = -1.28), it is common in vision networks. Like GELU it is not monotone: in the dip larger input means smaller output. Near 0 it is almost the line z/2, so weights that start small make a nearly linear network. PyTorch has no gain for it; the exact one is 1.6765, and without it deep networks lose their signal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturated: z below -3.64, on the left of the dip, where the slope stays under 5.91 % of its maximum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its units cannot die in the strict sense, but far on the negative side the slope fades out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes every value on unchanged, so a network of any depth is one linear map: it draws straight boundaries only, however many layers it has. That makes it the simplest place to study depth: a deep linear network still has plateaus and sudden drops of the loss, and its gradients vanish or explode with the singular values of its weights. As the output activation it is the normal choice, since the losses bring the sigmoid or the softmax that they need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturation does not apply: the slope is 1 everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its units cannot die: the slope is 1 everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps positive values and cuts the rest to 0. The slope is 1 on every active path, so training is fast as long as the weights start right: with Kaiming init the signal keeps its size through dozens of layers. ReLU alone does not prevent vanishing gradients: with the default init of PyTorch each layer shrinks them by about 2.4, and ten layers no longer train with plain SGD. About half of all activations being 0 is normal and is not death; a unit is dead only if it is 0 on every sample. Large steps cause that, and it costs capacity, but the loss may still fall.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturation does not apply: the zero side is counted as sparsity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A unit that is 0 on every training sample is dead: its slope is exactly 0, so its own weights get no gradient; in deeper layers it can revive when the layers before it change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like ReLU, but negative values are multiplied by a small slope instead of cut, so no unit ever loses its gradient. That helps where ReLU units die, as in deep and narrow networks or with large steps; elsewhere the difference is tiny: from the same initial weights the textbook experiment ends within 0.0003 of ReLU. Whether many labels are negative has nothing to do with it: what counts is the sign before the activation. Some texts use 0.01, others 0.2; from slope 1 on, the often quoted formula max(αz, z) is another function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative slope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope α for negative values: 0 gives ReLU, 1 the identity, -1 the absolute value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturation does not apply: neither side becomes flat, however far out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its units cannot die: the slope is never 0 unless the parameter is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaky ReLU whose negative slope is learned, here one number per layer. The network can make a layer more linear or more like ReLU as it needs; the paper found larger slopes in the first layers. It costs next to nothing, but weight decay pulls the slope to 0, that is back to ReLU, and in small networks the gain over a fixed slope is within the scatter between seeds. Watch that the slope stays between 0 and 1: outside, the layer folds or amplifies negative values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initial slope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope for negative values with which each layer starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its units cannot die unless training drives the slope to exactly 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data set that the network learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many samples are generated; of data from files, how many are used (empty: all).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the Gaussian noise added to the inputs after the classes are known, or to the targets of a regression.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seeds the generator that draws, shuffles and splits the data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the samples used for training; the rest is the test set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input scaling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How inputs are scaled, measured on the training set: as they are, to mean 0 and standard deviation 1 per feature, or to the range 0 to 1 per feature.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standardised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>range 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters of the data set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} goes with full batches only; set training.batch_size to full or leave {field} empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration has no field {field}; did you mean {near}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration has no field {field}; remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; it must be an object of parameters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is set, but nothing takes it; remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; give a whole number or full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} lists {count} layers; at most {maximum} hidden layers are possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; give cpu, cuda, cuda:0 (or another number) or mps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration is not valid JSON: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration must be one JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} must be a JSON object with its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; it must be {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration was written by a newer version (schema {value}; this one knows {known}); update the program to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is too large for a configuration file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth: the number of layers between input and output layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units in each hidden layer: one number for all, or a list with one for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function applied to each unit of the hidden layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters of the activation function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applied to the output layer, before the loss. The sigmoid of binary cross-entropy and the softmax of cross-entropy are part of the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Init scheme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the weights of the layers are drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Init parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters of the init scheme.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias init</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the biases are drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias init parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters of the bias init.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output layer init</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Init scheme of the output layer&apos;s weights, if it shall differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same as the hidden layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output init parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters of the output layer&apos;s init scheme.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function of predictions and targets that is minimised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen by the task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters of the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule that turns gradients into steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of a step along the (preconditioned) gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pulls parameters towards 0: added to the gradient (L2), or with AdamW straight to the parameters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradients are scaled down so that their global norm is at most this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip gradient value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each gradient entry is cut to plus or minus this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimiser parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters of the optimiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A factor on the learning rate that changes with the step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters of the schedule.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples per step, or the full training set in each step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps after which training ends; empty: it goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seeds the generator of the weights and then of the batches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If given, the weights go on with the data&apos;s generator as a plain script does, after this many earlier models of the same shape; full batch only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where training is computed: cpu, cuda, cuda:1 …, or mps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Floating-point type of parameters and activations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU threads of one training step; more than 1 slows small networks down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intercept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target where all inputs are 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A straight line. Without hidden layers the loss is a bowl, so this is the place to see gradient descent, momentum and a learning rate beyond the limit of stability at their plainest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change of the target for each unit of the input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sine wave. With one period a small network fits it soon; with several, watch the fit curve take the slow swings first. Compare tanh, ReLU and sine as activations, and few samples with noise to see overfitting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Periods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many full waves fit between -1 and 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A staircase from -1 to 1. The jumps need large weights: smooth activations round them off, ReLU networks build steep ramps. Compare squared with absolute error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jumps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many jumps lie between -1 and 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tilted plane over two inputs. Any network can represent it, deep ones included, so what does not learn here suffers from its initialisation or learning rate, not from too little capacity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change of the target for each unit of x1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change of the target for each unit of x2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bumps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaussian hills and hollows in alternation, on a circle of radius 0.6. The narrower they are, the more units and steps they take; watch which bump is learnt first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many hills and hollows there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bump width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of each bump.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds only images of one class, {name}; choose more files in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {path} holds no .bin file; choose the folder cifar-10-batches-bin of the binary version in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is from the Python version of CIFAR-10, which is not read since it can run code; download the binary version (cifar-10-binary.tar.gz) for {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a packed archive; unpack it and choose its folder in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds {size} MB of images, more than the {maximum} MB that are read; choose fewer files in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is cut off or no CIFAR-10 file: a multiple of 3073 bytes is expected, such as {expected}, and {found} are there; download the binary version again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has label {label} in record {record}, where CIFAR-10 has 0 to 9; choose files of the binary version of CIFAR-10 in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, row {row}, column {column}: {value} is text among numbers; correct it, or set data.params.task to classification.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, row {row}, column {column}: {value} is not a whole number and so no class; set data.params.task to regression, or choose another target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: column {column} holds only the class {value}; a classification needs at least two: choose another column in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: column {column} holds {found} different values, too many for classes (at most {maximum}); choose another column in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column {column} is taken as {count} classes; data.params.task can say otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column {column} is taken as numbers; data.params.task can say otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no row that can be read; choose another file in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has only one column; at least one input and the target are needed: check the file and {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has {found} columns, more than the {maximum} that are read; give {field} a narrower table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has {count} columns named {wanted}; give the number of the column in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no column {wanted}; give {field} a name such as {near}, or a number from 1 to {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, row {row}, column {column}: the value is missing; fill it in or remove the row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, row {row}, column {column}: {value} has a decimal comma; write it with a point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, row {row}, column {column}: {value} is text, where a number is needed; replace the texts of that column by numbers or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, row {row}, column {column}: {value} is not a finite number up to 3.4e38; correct it or remove the row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, row {row}: a quotation mark is not closed or stands inside a value, or a value is too long; correct that row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has {found} rows of data; at least 2 are needed: check {field} and data.params.header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, row {row}: {found} cells instead of {expected}; correct that row or choose another delimiter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has more than the {rows} rows or {values} values that are read; give {field} a smaller table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, row {row}: the line is longer than {maximum} characters; choose a CSV file in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a workbook or a packed file; save it as CSV in UTF-8 and choose that in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not text in UTF-8; save it as CSV in UTF-8 for {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, row {row}: the characters are not UTF-8; save the file as CSV in UTF-8 for {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} holds {count} points; draw at least 2 and at most {maximum}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point {number} of {field} has class {label}; give it a whole number from 0 to 9.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point {number} of {field} lies at {x}, {y}; keep both within a million.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All points of {field} have class {label}; draw points of at least two classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The labels in {field} are all {label}; a classification needs at least two classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} claims {claimed} values in its header, where 1 to {maximum} are possible; {field} needs a sound idx file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is longer than its header says: {expected} bytes are expected; download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is cut off: {expected} bytes are expected and {found} are there; download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not an idx file: it begins with {start} instead of 00 00 08; choose a file like train-images-idx3-ubyte in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds values of idx type {kind}; only unsigned bytes (type 8) are read: choose another file in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is cut off inside its header: {expected} bytes are expected and {found} are there; download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{images} holds {image_count} images and {labels} {label_count} labels; choose files that belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {name} with the labels beside {path}; choose it in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has {found} dimensions, but images have 2 or more and labels 1; {field} names the wrong file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test images of {field} have {test} pixels and the training images {train}; choose files that belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is empty; choose the file to read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} holds a null character; give the path of an existing file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); check {field} and your rights to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} does not exist; choose another file in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a file; choose a file in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is empty; choose another file in {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has {size} MB, more than the {maximum} MB that are read; give {field} a smaller file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is damaged: its compressed data end or break off after {found} bytes; download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The textbook experiment: points from a normal distribution, class 1 outside the unit circle. One hidden layer is enough; compare sigmoid, ReLU and Leaky ReLU from the same initial weights, and give the sigmoid a learning rate of 0.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two rings, one inside the other. No straight line separates them, so a network without hidden layers stays at chance; bring the radii together or add noise to make it harder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inner radius</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius of the inner ring; the outer ring has radius 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two half circles that reach into each other. A straight line gets most points right, so watch the loss linger there before the boundary bends; noise of 0.1 to 0.2 makes the classes overlap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opposite quadrants share a class: the classic problem that no network without a hidden layer can solve. Two hidden units can be enough, but often get stuck; try several seeds and then more width.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaussian clouds around centres on a circle, one for each class. Easy while the clouds are apart, with a loss that cannot reach zero once they overlap; use it to see cross-entropy and softmax with several classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many clouds there are, each its own class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of each cloud; the centres have radius 2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spirals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arms of spirals, one for each class: the classic hard problem in the plane. It needs more width or depth and more steps; with too little the loss stays on a plateau for a long time. Standardised inputs and tanh or sine help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many arms there are, each its own class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each arm winds around the centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Black and white squares in alternation. The more cells a side, the higher the frequency that must be learnt, and networks learn low frequencies first; compare widths, depths and a sine activation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cells</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many squares stand along each side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A CSV file in UTF-8: one sample a row, numbers as inputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or number (from 1) of the column to be learnt; empty: the last one. All other columns are inputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the target column holds. Automatic: text, and whole numbers with at most 20 different values that each occur twice on average, are classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the first row holds the names of the columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands between two cells of a row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffle the rows before they are split; without it the first rows train and the last ones test. With a training share of 1 the order is always kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The idx file of the images, as train-images-idx3-ubyte, plain or .gz.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The idx file of the labels; empty: the file beside the images that is named alike (train-labels-idx1-ubyte).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The idx file of an own test set, if there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The labels of the test images; empty: found as above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits 8x8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1,797 handwritten digits as images of 8 by 8 pixels: real data, small enough to train in seconds. Set a training share of 0.8 to see the accuracy on digits it has never seen, and look at the confusion matrix for the ones it mixes up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MNIST, Fashion-MNIST and other images in idx files from your disk. With own test files these are the whole test set, and a training share below 1 leaves the rest of the training images out: a way to see overfitting on few images. Scale the inputs and use batches of about 128.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>60,000 photographs of ten kinds of things, from the binary version on your disk. If the folder holds test_batch.bin, that is the whole test set, and a training share below 1 leaves the rest of the training images out. A network without convolutions gets about half of them right: see what more depth and width change, and what not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder or file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder cifar-10-batches-bin of the binary version, or one of its .bin files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own table from a CSV file: one sample a row, numbers as inputs, one column to be learnt, classes or numbers. Standardise the inputs where their sizes differ, and compare with them as they are to see why that matters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points that you draw with the mouse. Put one point of another class into the middle of a cloud and see how the boundary goes around it, or draw what you think the network cannot learn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The points as [x, y, class], classes from 0 to 9.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {wanted}, but the data have only {available} samples; give at most that many, or leave it empty to use them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test set is the data&apos;s own; {unused} of the {wanted} training samples are left out, as data.train_share says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine met an unexpected error ({error}); reset the run to try again, or change a setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer&apos;s memory is full; use fewer or narrower layers, or a smaller batch size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory of {device} is full; train on the CPU, or use a smaller width or batch size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain {gain} for {activation}: PyTorch&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain {gain} for {activation}: the exact forward gain, since PyTorch gives none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PyTorch default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small random biases, spread like PyTorch&apos;s default weights. They place the kinks of ReLU units off the origin, which helps in the first layer of a small network. In a deep one they matter more than one thinks: when the weights shrink the signal from layer to layer, the biases are soon all that is left of it, and the output no longer depends on the input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All biases start at 0. The theory behind Xavier, Kaiming and LeCun init assumes it, and unlike zero weights it does no harm: the random weights already make the units different. With ReLU every unit then starts with its boundary through the origin, so on inputs with one feature all kinks lie at 0 until training moves them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All biases start at one value. A small positive one, such as 0.1, was once recommended so that ReLU units start active; with Kaiming weights it is hardly needed, and it adds the same offset in every layer. A negative one starts units inactive: a sure way to watch born-dead networks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number c with which every bias starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normally distributed biases with one spread in all layers, whatever their width. A spread comparable to that of the pre-activations scatters the units&apos; boundaries over the data, which helps to fit functions with detail everywhere. A spread far above it drowns the signal: saturating units stick at one end, and ReLU units with a strongly negative bias are dead from the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean μ of the biases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation σ of the biases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bias half of the mean-field scheme, to be used with mean-field weights. σ_b is one axis of the phase map of deep networks: larger biases pull all inputs towards the same point (the ordered phase), so a larger σ_w is needed to stay on the critical line: for tanh σ_w = 1 at σ_b = 0, but 1.396 at σ_b = 0.3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the biases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}: a is {a} and b is {b}; a must not be greater than b.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight is drawn evenly between a and b, whatever the size of the layer. What counts is the variance times the number of inputs, so one range cannot suit layers of different widths: the same ±0.1 that is fine for 300 inputs (for tanh) lets the signal fade in a layer of 16. Use it to see exactly that, or to repeat an old experiment; the schemes that look at fan_in do the arithmetic for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower end a of the range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper end b of the range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight is drawn from one normal distribution, whatever the size of the layer. With a small standard deviation such as 0.01 the signal and its gradient fade layer by layer, with 1 they explode or saturate: the best way to see why the schemes that divide by fan_in exist. The right value for ReLU is sqrt(2 / fan_in), which is what Kaiming uses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean μ of the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation σ of the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All weights start at 0. In a network with hidden layers this is an experiment, not an option: all units of a layer compute the same and get the same gradient, so they stay copies of each other, and where the next layer&apos;s weights are 0 too, no gradient arrives at all. Only the output bias learns. It is harmless for a single layer and as the init of the output layer alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All weights start at 1. Every unit of a layer adds up the same inputs with the same weights, and gets the same gradient: 16 units do the work of one (different biases can tell them apart only a little). The signal also grows by the number of inputs in every layer. Good for one thing: seeing why units must start different.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All weights start at one value. The value does not matter for what goes wrong: the units of a layer are copies of each other and stay so, since equal weights get equal gradients. With constant biases the rows of the weight matrix remain identical for ever, and the network is as good as one with a single unit per layer. Only random weights break this symmetry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number c with which every weight starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights and biases of all layers are read from a safetensors file with layers.1.weight of shape (out, in) and layers.1.bias, counted from the input, in float32 or float64. Use it to start two runs from exactly the same point, to go on from weights trained elsewhere, or to study one particular start. Depth and widths of the network must be those of the file; the bias scheme is not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A safetensors file with the weights of all layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fan_in keeps the size of the activations on the way forward, fan_out that of the gradients on the way back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor on the standard deviation that makes up for the activation; empty: PyTorch&apos;s value for the activation, or the exact one where PyTorch has none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What nn.Linear does when nothing else is said. The code calls kaiming_uniform_ with a = √5, but that is Kaiming by name only: fan_in times the variance is 1/3, where ReLU needs 2. Shallow networks do not mind. In deep ones each ReLU layer shrinks signal and gradient by about 2.4, so that ten layers no longer train with plain SGD: that PyTorch initialises layers does not mean that it initialises yours well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kaiming (He) normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal weights whose variance makes up for what the activation takes away: ReLU halves the mean square, so the gain is √2. With it 30 ReLU layers train where Xavier and the default stall at chance. It keeps the mean square only on average over many nets: in narrow deep networks single seeds still vary widely. “Kaiming for everything like ReLU” goes too far: SELU needs LeCun init.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kaiming (He) uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kaiming&apos;s variance with a uniform distribution: the bound is √3 standard deviations. In wide layers only the variance matters, so it trains like the normal version; it avoids rare large weights, which small layers may feel. Do not confuse it with nn.Linear&apos;s default, which calls the same function with a gain of 1/√3 instead of √2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xavier (Glorot) normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A compromise between keeping the activations&apos; size on the way forward and the gradients&apos; on the way back, derived for layers that are linear near 0: right for tanh. After ReLU, which it does not account for, every layer halves the mean square: 10 layers still train, 30 stay at chance. For sigmoid Glorot himself advises four times the value. The gain is 1 unless one is given, as in PyTorch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xavier (Glorot) uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form in which the paper gives it, there called normalized initialization. Against the habit of its time, U ±1/√fan_in, it keeps the back-propagated gradient of a five-layer tanh network from shrinking twelvefold. Weight gradients alone would have hidden that: they are level in both cases, so look at ‖∂L/∂z‖. For deep ReLU networks take Kaiming.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A random rotation: all singular values are equal, so a square layer neither stretches nor squeezes any direction. A deep linear network then passes signals and gradients on perfectly, where Gaussian weights of the same size leave some directions 10⁸ times weaker than others after 30 layers. With an activation the effect is smaller but real for tanh near 0; ReLU needs the gain √2 on top. If the layer is not square, rows or columns are orthonormal, whichever are fewer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LeCun normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance 1/fan_in: it keeps the mean square of a signal through a linear layer. It is the init that SELU is made for; with it and zero biases, mean 0 and variance 1 hold through any depth. For ReLU it is too small by √2: each layer halves the mean square. PyTorch has no function of this name; it equals kaiming_normal_ with gain 1. The distribution is not truncated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights as the mean-field theory of wide networks describes them; choose mean-field biases with it. Together σ_w and σ_b decide how two inputs fare through depth: below the critical line they become alike and gradients vanish, above it they drift apart and gradients explode, on it information passes through deep networks. For tanh the line runs through σ_w = 1, σ_b = 0 and σ_w = 1.396, σ_b = 0.3; for ReLU it is the one point σ_w = √2, σ_b = 0. The theory holds for large widths, 100 and more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the weights times the square root of fan_in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is empty; choose a safetensors file with weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no file; choose a safetensors file for {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no whole safetensors file ({reason}); it may be cut short or of another format: save the weights again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no tensor {tensor}; a network of {count} layers needs weight and bias of layers.1 to layers.{count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds {depth} layers, but the network has {count}; set the number of hidden layers to {hidden} or choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: {tensor} has the shape {found}, but the network needs {wanted}; change the network&apos;s widths or choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: {tensor} has the type {type}; save it as float32 or float64.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: {tensor} has {count} values that are not finite (NaN or infinite); save the weights of a run that has not diverged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}: {loss} compares probabilities of classes, but the targets of these data are numbers; choose mse, mae or huber.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sigmoid turns the output into a probability, and the loss is minus the logarithm of the probability given to the right class, as textbooks write it. With several classes each output answers yes or no for its own class. What goes wrong is rounding: in float32 the probability becomes exactly 1 near an output of 17; if the label is 0, the loss jumps from 16 to 100, where PyTorch cuts the logarithm off, and the gradient becomes exactly 0: a confidently wrong sample is no longer corrected. Binary cross-entropy with logits avoids this; away from such outputs both give the same curve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary cross-entropy with logits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary cross-entropy computed from the output itself (the logit) instead of from its sigmoid: the same function, without the rounding. The gradient is probability minus label, so a wrong sample pulls with up to its full weight however wrong it is. The one to use for two classes. What goes wrong: a sigmoid as output activation squeezes the logits to 0 … 1; then no probability leaves .5 … .73 and the loss stays high.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A softmax over the outputs gives one probability for each class; the loss is minus the logarithm of that of the right class, computed so that nothing overflows. The choice for more than two classes. A network that knows nothing starts near ln k for k classes (2.303 for ten); a much higher start means that the output layer begins too large. The softmax is part of the loss: one more of it in the network is a common mistake, see cross-entropy after softmax.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy after softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mistake that runs without an error: softmax in the network, then a loss that applies softmax again. Probabilities between 0 and 1 taken for logits differ by at most 1, so the second softmax makes them nearly equal (a class at .74 of ten falls to .18), the loss cannot fall below .3133, .5514 and 1.4612 for 2, 3 and 10 classes, and the gradient passes one more softmax that shrinks it. Accuracy may still rise, only more slowly. Here to be compared with cross-entropy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of the squared differences between outputs and targets: the usual loss for numbers, best for errors with a bell-shaped spread. Far-off targets count with the square, so a few outliers or unscaled targets rule the fit and can make training diverge. It works on classes too, fitted as 0 and 1, but it also punishes outputs that are right beyond 1, and behind a sigmoid its gradient vanishes for confidently wrong samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of the absolute differences: every sample pulls with the same force however far off it is, so outliers do no harm, and the fit goes through the median. What goes wrong: near the minimum the gradient does not get smaller, it only changes its sign; with a constant rate the loss rattles at a level set by the rate. On classes it prefers the commonest one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squared for errors up to delta, absolute beyond: smooth at the minimum like mean squared error, calm about outliers like mean absolute error, and its gradient is never larger than delta. A good choice for numbers with outliers. What goes wrong: delta has the unit of the targets. Far below the usual error it is nothing but absolute error with a small gradient; far above the outliers it is half the squared error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error, in units of the target, up to which it is squared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean loss over the batch, before the step. The loss after the last step is lower or higher again by one update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean loss over the whole test set. Rising while the training loss falls, it shows overfitting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the batch that is classified rightly, before the step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the whole test set that is classified rightly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate that the step uses: the base rate times the schedule&apos;s factor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Global gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the gradient of all parameters together, before decay and clipping: what clipping by norm compares with its limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frobenius norm of the gradient of a layer&apos;s weights, before decay and clipping. It can look level although the back-propagated signal vanishes: look at both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back-propagated gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Norm of the gradient that reaches a layer&apos;s pre-activations, over batch and units. This is what vanishes or explodes on its way from the output to the input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Euclidean norm of the gradient of a layer&apos;s biases, before decay and clipping.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frobenius norm of a layer&apos;s weights, before the step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update-to-weight ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far a step moves a layer&apos;s weights, relative to them. About 0.001 is a rule of thumb and no law: small networks train well with far more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dead units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percentage of a layer&apos;s units that fire on no sample of the whole training set. Such a unit gets no gradient; in a deeper layer it can come back when the layers before it change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inactive units (this batch)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percentage of a layer&apos;s units that fire on no sample of this batch. Dead units are among them, but a unit may just rest in this batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percentage of a layer&apos;s activations that are exactly 0. For ReLU 40 to 60 % is normal: sparse is not dead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percentage of a layer&apos;s activations on a flat end of the function, where the slope is under 5.91 % of the largest one: |tanh| &gt; 0.97, or |2 sigmoid - 1| &gt; 0.97.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of a layer&apos;s activations over the batch and the units.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation standard deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of a layer&apos;s activations over the batch and the units (divided by their number). Shrinking from layer to layer, the signal dies out; growing, it explodes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the last step&apos;s velocity that is kept; 0.9 sums about the last 10 gradients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to the root in the denominator, so that nothing is divided by 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decay of the running mean of gradients; 0.9 looks back over about 10 steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decay of the running mean of squared gradients; 0.999 looks back over about 1000 steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain gradient descent: a step against the gradient, its length in proportion to it; stochastic if the gradient comes from a mini-batch. It shows most plainly what happens in a network: where gradients vanish, the layer stands still, while Adam hides this. What goes wrong: above the rate 2 / sharpness it oscillates and diverges along the steepest direction, far below it crawls along the flat ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD with momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heavy ball: gradients are summed into a velocity, which forgets with factor momentum. Along a steady slope the steps grow to 1 / (1 - momentum) times those of SGD, across a narrow valley they cancel. The stability limit rises to (2 + 2 momentum) / rate. What goes wrong: with momentum .9 the rate acts ten times as strongly, so a rate carried over from SGD may overshoot and swing for a long time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum that looks ahead: the step uses the velocity as it will be after the next decay, which damps the swinging of the heavy ball. Often a little faster than momentum on smooth losses, hardly different with noisy batches. Against its reputation it is less tolerant of a high rate: its stability limit is (2 + 2 momentum) / (rate (1 + 2 momentum)), about a third of the heavy ball&apos;s at momentum .9.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each parameter&apos;s gradient is divided by the root of its running mean square, so all parameters move by about the rate, however small their gradients are: layers with vanishing gradients still train. What goes wrong: steps do not shrink as the gradient does, so near a minimum it rattles about at the size of the rate; and the first steps are about 1 / sqrt(1 - alpha) = 10 times too long, since the mean starts at 0 and is not corrected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decay of the running mean of squared gradients; 0.99 looks back over about 100 steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each parameter&apos;s gradient is divided by the root of the sum of all its squared gradients so far: rarely used inputs get long steps, and the rate anneals by itself. Made for sparse features. What goes wrong: the sum only grows, so steps shrink like 1 / sqrt(t), and a deep network may come to a stop before it has learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum and RMSprop together, both corrected for their start at 0. Works over a wide range of rates and hardly needs tuning; the first steps are as long as the rate in every parameter. Because it divides by the gradient&apos;s size it hides vanishing gradients: a sigmoid network in which SGD stands still trains with Adam. What goes wrong: after a quiet stretch v is small, and one large gradient makes a spike in the loss; L2 weight decay is divided away with the gradient (see AdamW).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam with weight decay taken straight from the parameters instead of added to the gradient: every parameter shrinks by the factor 1 - rate x decay in each step, whatever its gradient&apos;s size. The usual choice where decay is wanted; without decay it is Adam. What goes wrong: decay acts through the rate, so a schedule changes it too; and biases are decayed like weights. PyTorch&apos;s own default decay is 0.01, here it is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps from the start to the end of the schedule; empty: the length of the run, or 1000 steps if the run has no end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowest factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the base rate that is left at the end of the cosine (eta_min / base rate).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The learning rate stays as it is set. The right choice for looking at what the rate itself does, and enough for most small networks. Its limit: with small batches the loss stops falling at a level set by the gradient&apos;s noise, because steps do not get shorter; and a rate that is safe at the start may be slower than needed later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate is multiplied by gamma after each block of steps, the classic recipe of image networks. Long steps first find the region, short ones then settle in it: with mini-batches the loss falls visibly at each drop, since less gradient noise is followed. What goes wrong: a drop that comes too early freezes the run at a high loss, and that looks like convergence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between drops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps with the same rate; empty: a third of the run, or 333 steps if the run has no end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor on the rate at each drop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponential decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate falls by the same ratio at every step and has become gamma times the base rate after one period; a straight line on a logarithmic axis. Smoother than step decay, with the same purpose: quiet the gradient noise towards the end. What goes wrong: the sum of all steps that are still to come is finite, so with a fast decay the network cannot reach a distant minimum however long it trains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor on the rate after one period; with a period of 1 it is the factor of each step, as in PyTorch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half a cosine wave from the base rate down: slow at first, steepest in the middle, gentle at the end; nothing to tune but the length. Past the period the rate rises again, exactly as in PyTorch, so a period that is too short shows as a loss that gets rough again; a period longer than the run never reaches the quiet end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up + cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate first rises on a straight line, then falls along a cosine. At the start the loss is often curved most strongly and Adam knows its averages from few gradients only; small first steps get past that, and a higher rate becomes possible afterwards. What goes wrong: a warm-up longer than needed only costs time; one that is too short shows as a spike of loss and gradient norm when the rate peaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of the rise, part of the period; empty: a tenth of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the base rate at the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One cycle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One rise to the base rate, which is the peak here, and one long fall to almost nothing, both along half a cosine. The high rate in the middle crosses flat regions quickly and keeps out of sharp minima. Set the peak from a range test. What goes wrong: the length must be known before; after it the rate is next to zero and nothing moves any more. PyTorch also moves the momentum against the rate; here the momentum stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the rise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the period in which the rate rises.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start divisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first rate is the base rate divided by this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End divisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last rate is the first rate divided by this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not for training but for finding a rate: it grows by the same ratio at every step, from far too small to far too large. Where the loss starts to fall is the lowest useful rate; where it turns up, the limit: choose a third to a tenth of that. With full batches the turn comes soon after the rate passes 2 / sharpness. The growth lags behind the rate, so a fast test places the limit too high. Smith raised the rate on a straight line; the exponential form covers several powers of ten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiple of the base rate at the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiple of the base rate at the last step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} differs between networks that are to train as one stack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is empty; give it a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; it must be true or false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; it must be a text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; it must be a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; it must be a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; it must be a finite number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; it must be greater than {minimum}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; it must be at least {minimum}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; it must be at most {maximum}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; it must be greater than {minimum} and at most {maximum}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}; it must lie between {minimum} and {maximum}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} must be a list of points, each [x, y, class], all finite numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}, which is unknown; did you mean {near}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {value}, which is unknown; choose one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}: {row} has no parameters; remove {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}: {row} has no parameter {name}; it has: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} gives data of another shape or task for some networks of the stack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} is {batch}, more than the {count} training samples; choose a smaller batch or full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image could not be written to {path}; choose a folder that may be written to.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
