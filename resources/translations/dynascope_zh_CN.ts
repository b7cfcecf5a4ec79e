<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ApplyBar</name>
    <message>
        <source>Restart with these settings</source>
        <translation>按这些设置重新开始</translation>
    </message>
    <message>
        <source>The present run stays as a ghost to compare with.</source>
        <translation>当前的实验保留为残影，供您对比。</translation>
    </message>
</context>
<context>
    <name>BatchEditor</name>
    <message>
        <source>full</source>
        <translation>全量</translation>
    </message>
    <message>
        <source>Use the full training set in each step.</source>
        <translation>每一步都使用整个训练集。</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制实验</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制表格行</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove old runs</source>
        <translation>删除旧实验</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Compare with the first run again</source>
        <translation>恢复与第一个实验比较</translation>
    </message>
    <message>
        <source>Pin as reference</source>
        <translation>设为参照实验</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>reference run</source>
        <translation>参照实验</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>loading …</source>
        <translation>正在载入…</translation>
    </message>
    <message>
        <source>training, step {step}</source>
        <translation>训练中，第 {step} 步</translation>
    </message>
    <message>
        <source>paused at step {step}</source>
        <translation>已暂停，第 {step} 步</translation>
    </message>
    <message>
        <source>finished at step {step}</source>
        <translation>已完成，第 {step} 步</translation>
    </message>
    <message>
        <source>diverged at step {step}, layer {layer} first</source>
        <translation>在第 {step} 步发散，最先是第 {layer} 层</translation>
    </message>
    <message>
        <source>diverged at step {step}</source>
        <translation>在第 {step} 步发散</translation>
    </message>
    <message>
        <source>stopped at step {step} with the engine</source>
        <translation>引擎停止，停在第 {step} 步</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not ready: needs a file or points</source>
        <translation>未就绪：缺少文件或数据点</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>待运行</translation>
    </message>
</context>
<context>
    <name>BoardModel</name>
    <message>
        <source>{name}: pinned as the reference that the others are compared with.</source>
        <translation>{name}：已设为参照实验，其他实验与它比较。</translation>
    </message>
</context>
<context>
    <name>CardHeader</name>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Form of the plot</source>
        <translation>绘图形式</translation>
    </message>
</context>
<context>
    <name>CompareMenu</name>
    <message>
        <source>Duplicate, to change something</source>
        <translation>复制一份，再改动设置</translation>
    </message>
    <message>
        <source>Replay: the same run again</source>
        <translation>重放：再跑一遍同样的实验</translation>
    </message>
    <message>
        <source>Reseed: new weights</source>
        <translation>换种子：新的权重</translation>
    </message>
    <message>
        <source>Start from the weights of</source>
        <translation>使用另一实验的初始权重</translation>
    </message>
    <message>
        <source>Train with several seeds</source>
        <translation>用多个随机种子训练</translation>
    </message>
    <message>
        <source>1 seed: one curve</source>
        <translation>1 个种子：一条曲线</translation>
    </message>
    <message>
        <source>{count} seeds: median and 10–90 % band</source>
        <translation>{count} 个种子：中位数与 10–90 % 区间带</translation>
    </message>
    <message>
        <source>Number of seeds…</source>
        <translation>种子数量…</translation>
    </message>
    <message>
        <source>Random numbers of these runs</source>
        <translation>这些实验的随机数</translation>
    </message>
    <message>
        <source>Same seed for each run</source>
        <translation>每个实验用同一种子</translation>
    </message>
    <message>
        <source>Each run begins with the same random numbers: a fair comparison</source>
        <translation>每个实验都从同样的随机数开始：公平比较</translation>
    </message>
    <message>
        <source>One stream, as scripts do</source>
        <translation>同一随机数流，如同脚本</translation>
    </message>
    <message>
        <source>One seed at the top of a script: each model draws what the last one left</source>
        <translation>脚本开头只设一次种子：每个模型接着前一个用剩的随机数抽取</translation>
    </message>
    <message>
        <source>Same weights, same order of the data, live changes at the same steps</source>
        <translation>同样的权重、同样的数据顺序，实时改动也在同样的步上重现</translation>
    </message>
    <message>
        <source>The next seed for weights and order of the data; the data stay the same</source>
        <translation>权重与数据顺序改用下一个种子；数据不变</translation>
    </message>
    <message>
        <source>Its weights at step 0, whatever it learned</source>
        <translation>它在第 0 步的权重，与其后学到的无关</translation>
    </message>
    <message>
        <source>Several seeds</source>
        <translation>多个种子</translation>
    </message>
    <message>
        <source>Number of seeds</source>
        <translation>种子数量</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>predicted</source>
        <translation>预测类别</translation>
    </message>
    <message>
        <source>true</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>true {true}, predicted {predicted}</source>
        <translation>真实为 {true}，预测为 {predicted}</translation>
    </message>
    <message>
        <source>{number} of {total} ({share})</source>
        <translation>{total} 个中的 {number} 个（{share}）</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Unexpected error</source>
        <translation>意外错误</translation>
    </message>
    <message>
        <source>Something went wrong that should not. What still works can be used on; if it happens again, please send this report to the developers.</source>
        <translation>发生了不应出现的错误。仍能工作的部分可以继续使用；如果再次发生，请把这份报告发给开发者。</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>打开日志文件夹</translation>
    </message>
</context>
<context>
    <name>DeadPanel</name>
    <message>
        <source>Measure dead units now</source>
        <extracomment>dead units are to be measured now</extracomment>
        <translation>立即测量死亡神经元</translation>
    </message>
</context>
<context>
    <name>Differences</name>
    <message>
        <source>Number of seeds</source>
        <translation>随机种子数</translation>
    </message>
    <message>
        <source>{choice}: {parameter}</source>
        <translation>{choice}：{parameter}</translation>
    </message>
</context>
<context>
    <name>DifferencesModel</name>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>reference: {name}</source>
        <translation>参照：{name}</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
</context>
<context>
    <name>DifferencesView</name>
    <message>
        <source>Show two runs or more to see in what they differ.</source>
        <translation>显示两个或更多实验，即可看出它们有何不同。</translation>
    </message>
    <message>
        <source>These runs have the same settings.</source>
        <translation>这些实验的设置相同。</translation>
    </message>
    <message>
        <source>Copy table (CSV)</source>
        <translation>复制表格（CSV）</translation>
    </message>
    <message>
        <source>Settings in which the visible runs differ</source>
        <translation>所显示的实验有差异的设置</translation>
    </message>
</context>
<context>
    <name>ExperimentForm</name>
    <message>
        <source>Data</source>
        <extracomment>dotted paths and their new values keys of the sections that are open</extracomment>
        <translation>数据</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Init details</source>
        <translation>初始化细节</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>↻ applies while training</source>
        <translation>↻ 训练中即时生效</translation>
    </message>
</context>
<context>
    <name>ExplainCard</name>
    <message>
        <source>Point at something and press F1: it explains itself.</source>
        <translation>指向任意内容并按 F1，就会显示它的说明。</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>ExportAnimationDialog</name>
    <message>
        <source>Export animation</source>
        <extracomment>the file that was written, in a list</extracomment>
        <translation>导出动画</translation>
    </message>
    <message>
        <source>&amp;Panel:</source>
        <translation>面板(&amp;P)：</translation>
    </message>
    <message>
        <source>Pictures per &amp;second:</source>
        <translation>每秒帧数(&amp;S)：</translation>
    </message>
    <message>
        <source>{run}: {count} snapshots, from step {first} to step {last}, and now; about {seconds} seconds.</source>
        <translation>{run}：{count} 个快照，从第 {first} 步到第 {last} 步，再加上当前状态；约 {seconds} 秒。</translation>
    </message>
    <message>
        <source>Drawing {done} of {count}…</source>
        <translation>正在绘制第 {done} 帧，共 {count} 帧…</translation>
    </message>
    <message>
        <source>Writing {done} of {count}…</source>
        <translation>正在写入第 {done} 帧，共 {count} 帧…</translation>
    </message>
</context>
<context>
    <name>ExportFigureDialog</name>
    <message>
        <source>Export figure</source>
        <translation>导出图形</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Save figure</source>
        <translation>保存图形</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Differs from the default</source>
        <extracomment>path and new value</extracomment>
        <translation>与默认值不同</translation>
    </message>
    <message>
        <source>Applies while training</source>
        <translation>训练中即时生效</translation>
    </message>
    <message>
        <source>Applies while training.</source>
        <translation>训练中即时生效。</translation>
    </message>
    <message>
        <source>A change starts the run anew.</source>
        <translation>修改后重新开始实验。</translation>
    </message>
    <message>
        <source>In files: {path}</source>
        <translation>文件中的字段名：{path}</translation>
    </message>
    <message>
        <source>Reset to default ({value})</source>
        <translation>恢复默认值（{value}）</translation>
    </message>
</context>
<context>
    <name>FigureForm</name>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>线宽</translation>
    </message>
    <message>
        <source>Dots per inch</source>
        <translation>每英寸点数</translation>
    </message>
    <message>
        <source>All panels</source>
        <translation>全部面板</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Titles</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Explain lines and runs</source>
        <translation>说明线条与运行</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>line: training set, before each step</source>
        <translation>曲线：训练集，每步更新之前</translation>
    </message>
    <message>
        <source>thin: each batch, before the step</source>
        <translation>细线：每个批次，更新之前</translation>
    </message>
    <message>
        <source>thick: smoothed</source>
        <translation>粗线：平滑后</translation>
    </message>
    <message>
        <source>dashed: test set</source>
        <translation>虚线：测试集</translation>
    </message>
    <message>
        <source>activation a</source>
        <translation>激活值 a</translation>
    </message>
    <message>
        <source>{count} training samples</source>
        <translation>{count} 个训练样本</translation>
    </message>
    <message>
        <source>{count} test samples</source>
        <translation>{count} 个测试样本</translation>
    </message>
    <message>
        <source>line: median of the seeds</source>
        <translation>线：各随机种子的中位数</translation>
    </message>
    <message>
        <source>band: 10–90 % of the seeds</source>
        <translation>带：各随机种子的 10–90 %</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Copy settings (JSON)</source>
        <extracomment>a figure for print is asked for an animation of the selected run&apos;s past is asked for kind of file that the selected run shall be saved as, from the library files with runs are to be asked for paths of files with runs</extracomment>
        <translation>复制设置（JSON）</translation>
    </message>
    <message>
        <source>Save settings…</source>
        <translation>保存设置…</translation>
    </message>
    <message>
        <source>Save run (.dynascope)…</source>
        <translation>保存实验 (.dynascope)…</translation>
    </message>
    <message>
        <source>Save measurements (CSV)…</source>
        <translation>保存测量数据（CSV）…</translation>
    </message>
    <message>
        <source>Save weights (safetensors)…</source>
        <translation>保存权重（safetensors）…</translation>
    </message>
    <message>
        <source>Save PyTorch script…</source>
        <translation>保存 PyTorch 脚本…</translation>
    </message>
    <message>
        <source>Save TensorBoard events…</source>
        <translation>保存 TensorBoard 事件文件…</translation>
    </message>
    <message>
        <source>Save picture of the window…</source>
        <translation>保存窗口截图…</translation>
    </message>
    <message>
        <source>Export figure…</source>
        <translation>导出图形…</translation>
    </message>
    <message>
        <source>Export animation…</source>
        <translation>导出动画…</translation>
    </message>
    <message>
        <source>Open settings…</source>
        <translation>打开设置…</translation>
    </message>
    <message>
        <source>Open runs (.dynascope)…</source>
        <translation>打开实验 (.dynascope)…</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>设置 (*.json)</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>Measurements (*.csv)</source>
        <translation>测量数据 (*.csv)</translation>
    </message>
    <message>
        <source>the file could not be created</source>
        <translation>无法创建该文件</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Fit</name>
    <message>
        <source>prediction {value}</source>
        <translation>预测值 {value}</translation>
    </message>
</context>
<context>
    <name>Fork</name>
    <message>
        <source>There is no run to fork.</source>
        <translation>没有可以分叉的实验。</translation>
    </message>
    <message>
        <source>The run diverged; a branch could not train either.</source>
        <translation>实验已发散；分支同样无法训练。</translation>
    </message>
    <message>
        <source>The run has not trained yet; train it first.</source>
        <translation>实验还没有训练；请先训练。</translation>
    </message>
    <message>
        <source>The run is still being opened.</source>
        <translation>实验仍在打开中。</translation>
    </message>
    <message>
        <source>No state of this run is kept to go back to.</source>
        <translation>没有保存这个实验可以回到的状态。</translation>
    </message>
</context>
<context>
    <name>Furniture</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Dead units</source>
        <translation>死亡神经元</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Decision surface</source>
        <translation>决策边界</translation>
    </message>
    <message>
        <source>Readings</source>
        <translation>读数</translation>
    </message>
</context>
<context>
    <name>ImageStrip</name>
    <message>
        <source>True class {true}.</source>
        <translation>真实类别 {true}。</translation>
    </message>
    <message>
        <source>True class {true}, predicted {predicted}.</source>
        <translation>真实类别 {true}，预测为 {predicted}。</translation>
    </message>
</context>
<context>
    <name>Interrupted</name>
    <message>
        <source>The last session ended while {count} runs were training.</source>
        <translation>上次程序结束时，有 {count} 个实验正在训练。</translation>
    </message>
    <message>
        <source>The last session ended while the run “{name}” was training.</source>
        <translation>上次程序结束时，实验“{name}”正在训练。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>LayerPanel</name>
    <message>
        <source>step</source>
        <extracomment>half the display&apos;s rate is smooth enough for curves, and leaves time for other things</extracomment>
        <translation>步</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>heatmap</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Layers from top to bottom.</source>
        <translation>自上而下为第一层到最后一层。</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Select a run to see its layers.</source>
        <translation>选中一个实验，查看它的各层。</translation>
    </message>
    <message>
        <source>This network has no hidden layer.</source>
        <translation>这个网络没有隐藏层。</translation>
    </message>
    <message>
        <source>The distributions appear as soon as the run is open.</source>
        <translation>打开实验后，这里会显示各层的分布。</translation>
    </message>
    <message>
        <source>No activation is a finite number any more.</source>
        <translation>激活值中已没有有限的数。</translation>
    </message>
    <message>
        <source>Not applicable. {reason}</source>
        <translation>不适用。{reason}</translation>
    </message>
    <message>
        <source>Show instead: {view}</source>
        <translation>改为显示：{view}</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>layer {layer}, step {step}</source>
        <translation>第 {layer} 层，第 {step} 步</translation>
    </message>
</context>
<context>
    <name>LayerStrip</name>
    <message>
        <source>Layers</source>
        <extracomment>the layers shown, counted from 1; empty for all</extracomment>
        <translation>层</translation>
    </message>
    <message>
        <source>Click a layer to show it alone, Ctrl-click to add one, click again for all.</source>
        <translation>单击只显示这一层，按住 Ctrl 单击再加一层，再次单击显示全部。</translation>
    </message>
    <message>
        <source>Layer {layer} of {count}.</source>
        <translation>第 {layer} 层，共 {count} 层。</translation>
    </message>
</context>
<context>
    <name>LibraryBar</name>
    <message>
        <source>{shown} of {runs}</source>
        <extracomment>the words searched for or the filter changed Enter: on to what was found</extracomment>
        <translation>{runs}中的 {shown} 个</translation>
    </message>
    <message>
        <source>Runs that are kept, and what they take on the disk.</source>
        <translation>已保存的实验，以及占用的磁盘空间。</translation>
    </message>
    <message>
        <source>Search name, tag, note, setting: relu, learning_rate=0.1</source>
        <translation>搜索名称、标签、备注或设置：relu、learning_rate=0.1</translation>
    </message>
    <message>
        <source>Every word must be found in the name, tags, note, settings or state of a run; words in &quot;quotes&quot; stay together.</source>
        <translation>每个词都要出现在实验的名称、标签、备注、设置或状态中；用&quot;引号&quot;括起的词作为整体查找。</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>搜索实验库</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Size limit, folder, files from elsewhere</source>
        <translation>空间上限、文件夹、外来文件</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>全部实验</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>已加星标</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>意外中断</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>All runs that are kept.</source>
        <translation>所有保存的实验。</translation>
    </message>
    <message>
        <source>Runs with a star; these are never removed.</source>
        <translation>加了星标的实验，永远不会被清理。</translation>
    </message>
    <message>
        <source>Runs whose program ended while they were training.</source>
        <translation>训练过程中程序意外结束的实验。</translation>
    </message>
    <message>
        <source>Deleted runs; they can be restored for 30 days.</source>
        <translation>已删除的实验，30 天内可以恢复。</translation>
    </message>
</context>
<context>
    <name>LibraryCard</name>
    <message>
        <source>Runs</source>
        <extracomment>the page of the library is there pixels that the card should be high</extracomment>
        <translation>实验</translation>
    </message>
    <message>
        <source>The runs on the board.</source>
        <translation>实验列表中的实验。</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>The settings in which the visible runs differ.</source>
        <translation>所显示的实验在哪些设置上不同。</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>实验库</translation>
    </message>
    <message>
        <source>All runs that were ever trained (Ctrl+L).</source>
        <translation>训练过的所有实验（Ctrl+L）。</translation>
    </message>
</context>
<context>
    <name>LibraryDesk</name>
    <message>
        <source>Open runs from files…</source>
        <translation>从文件打开实验…</translation>
    </message>
    <message>
        <source>Size limit…</source>
        <translation>空间上限…</translation>
    </message>
    <message>
        <source>Open the library&apos;s folder</source>
        <translation>打开实验库所在文件夹</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>已保存为 {path}。</translation>
    </message>
    <message>
        <source>{count} files saved in {path}.</source>
        <translation>已在 {path} 中保存 {count} 个文件。</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>The library takes {size}, more than the {limit} that you allow it.</source>
        <translation>实验库占用 {size}，超过了您设定的 {limit} 上限。</translation>
    </message>
    <message>
        <source>See what would go…</source>
        <translation>查看可清理的实验…</translation>
    </message>
</context>
<context>
    <name>LibraryLink</name>
    <message>
        <source>Delete for good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Remove {runs} for good? That cannot be undone.</source>
        <translation>彻底删除 {runs}？此操作无法撤销。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>LibraryTable</name>
    <message>
        <source>Open on the board</source>
        <extracomment>runs (a list of `RunRow`) to be put on the board the same, and nothing beside them runs to be deleted deleted runs that are wanted again deleted runs to be removed for good key of the order, whether descending</extracomment>
        <translation>放到实验列表中</translation>
    </message>
    <message>
        <source>Compare these on the board</source>
        <translation>在实验列表中只比较这些</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Edit tags</source>
        <translation>编辑标签</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>编辑备注</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>彻底删除…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>Take the star away</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>实验库</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>No run has “{query}” in its name, tags, note or settings. Try fewer words, or a setting such as relu or learning_rate=0.1.</source>
        <extracomment>runs are listed, or it is told why not</extracomment>
        <translation>没有实验的名称、标签、备注或设置中含有“{query}”。请减少关键词，或搜索 relu、learning_rate=0.1 这样的设置。</translation>
    </message>
    <message>
        <source>No run has a star yet: click the one before a name to keep it for good.</source>
        <translation>还没有加星标的实验：点击名称前的星形，即可一直保留。</translation>
    </message>
    <message>
        <source>No run was interrupted.</source>
        <translation>没有意外中断的实验。</translation>
    </message>
    <message>
        <source>No run is deleted.</source>
        <translation>没有已删除的实验。</translation>
    </message>
    <message>
        <source>No runs yet. Press Train: every run is kept here by itself, with all that it measures.</source>
        <translation>还没有实验。点击“训练”：每个实验及其全部测量结果都会自动保存在这里。</translation>
    </message>
    <message>
        <source>A run that trains cannot be deleted; pause it first.</source>
        <translation>正在训练的实验不能删除，请先暂停。</translation>
    </message>
    <message>
        <source>1 run deleted.</source>
        <translation>已删除 1 个实验。</translation>
    </message>
    <message>
        <source>{count} runs deleted.</source>
        <translation>已删除 {count} 个实验。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>LibraryWords</name>
    <message>
        <source>&apos;today&apos; HH:mm</source>
        <translation>&apos;今天&apos; HH:mm</translation>
    </message>
    <message>
        <source>&apos;yesterday&apos; HH:mm</source>
        <translation>&apos;昨天&apos; HH:mm</translation>
    </message>
    <message>
        <source>ddd HH:mm</source>
        <translation>ddd HH:mm</translation>
    </message>
    <message>
        <source>d MMM HH:mm</source>
        <translation>M月d日 HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>dddd, d MMMM yyyy, HH:mm:ss</source>
        <translation>yyyy年M月d日 dddd HH:mm:ss</translation>
    </message>
    <message>
        <source>en_GB</source>
        <translation>zh_CN</translation>
    </message>
    <message>
        <source>diverged, layer {layer} first</source>
        <translation>发散，始于第 {layer} 层</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>意外中断</translation>
    </message>
    <message>
        <source>the textbook experiment</source>
        <translation>与教材实验相同</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 个实验</translation>
    </message>
    <message>
        <source>{count} runs</source>
        <translation>{count} 个实验</translation>
    </message>
</context>
<context>
    <name>LiveChanges</name>
    <message>
        <source>fork of {name} at step {step}</source>
        <translation>第 {step} 步从 {name} 分叉</translation>
    </message>
    <message>
        <source>{setting} {old} → {new} at step {step}</source>
        <translation>第 {step} 步：{setting} {old} → {new}</translation>
    </message>
</context>
<context>
    <name>LossMenus</name>
    <message>
        <source>A difference may be negative.</source>
        <extracomment>&quot;view&quot;, &quot;layer&quot;, &quot;across&quot;, &quot;mode&quot; or &quot;scale&quot;, and what was chosen</extracomment>
        <translation>差可能为负。</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>How runs are compared</source>
        <translation>比较实验的方式</translation>
    </message>
    <message>
        <source>What lies across, and whether values are related to the reference run.</source>
        <translation>横轴表示什么，以及数值是否相对于参照实验。</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>第 {layer} 层</translation>
    </message>
    <message>
        <source>last hidden layer of each run</source>
        <translation>各实验的最后一个隐藏层</translation>
    </message>
    <message>
        <source>output layer of each run</source>
        <translation>各实验的输出层</translation>
    </message>
    <message>
        <source>values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>difference to the reference</source>
        <translation>与参照实验之差</translation>
    </message>
    <message>
        <source>Each run less the reference, at the same place across.</source>
        <translation>各实验减去参照实验，取横轴上同一位置的值。</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>ratio to the reference</source>
        <translation>与参照实验之比</translation>
    </message>
    <message>
        <source>Each run divided by the reference, at the same place across.</source>
        <translation>各实验除以参照实验，取横轴上同一位置的值。</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>比</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Shown are</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>LossPanel</name>
    <message>
        <source>fork of {name}</source>
        <translation>从 {name} 分叉</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>{epoch} 轮</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>{value} (reference)</source>
        <translation>{value}（参照）</translation>
    </message>
    <message>
        <source>median {median}</source>
        <translation>中位数 {median}</translation>
    </message>
    <message>
        <source>test {value}</source>
        <translation>测试 {value}</translation>
    </message>
    <message>
        <source>(10–90 %: {low} … {high})</source>
        <translation>（10–90 %：{low} … {high}）</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>第 {layer} 层</translation>
    </message>
    <message>
        <source>last hidden layer</source>
        <translation>最后一个隐藏层</translation>
    </message>
    <message>
        <source>output layer</source>
        <translation>输出层</translation>
    </message>
    <message>
        <source>{measure}, {layer}</source>
        <translation>{measure}，{layer}</translation>
    </message>
    <message>
        <source>{measure}: {relation}</source>
        <translation>{measure}：{relation}</translation>
    </message>
    <message>
        <source>ratio to {name}</source>
        <translation>与{name}之比</translation>
    </message>
    <message>
        <source>difference to {name}</source>
        <translation>与{name}之差</translation>
    </message>
    <message>
        <source>without {names}: {reason}</source>
        <translation>未绘出{names}：{reason}</translation>
    </message>
    <message>
        <source>nothing was measured</source>
        <translation>没有测量值</translation>
    </message>
    <message>
        <source>the measure does not apply</source>
        <translation>该量不适用</translation>
    </message>
    <message>
        <source>no hidden layer</source>
        <translation>没有隐藏层</translation>
    </message>
    <message>
        <source>no hidden layer {layer}</source>
        <translation>没有第 {layer} 个隐藏层</translation>
    </message>
    <message>
        <source>no layer {layer}</source>
        <translation>没有第 {layer} 层</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Experiment</source>
        <extracomment>the panels are there</extracomment>
        <translation>实验设置</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>实验</translation>
    </message>
</context>
<context>
    <name>NetworkDiagram</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Units as dots, weights as lines: thick ones are large, colour tells the sign.</source>
        <translation>圆点表示神经元，连线表示权重：线越粗，权重的绝对值越大；颜色表示正负。</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>layer {layer}: weight from unit {source} to unit {target} = {value}</source>
        <translation>第 {layer} 层：从神经元 {source} 到神经元 {target} 的权重 = {value}</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PaceSlider</name>
    <message>
        <source>max</source>
        <extracomment>steps per second, or None for as many as possible</extracomment>
        <translation>最快</translation>
    </message>
    <message>
        <source>{count}/s</source>
        <translation>{count}/秒</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Steps per second of each run, from 1 to as many as the machine can do. Every step is measured at any speed.</source>
        <translation>每个实验每秒训练的步数，从 1 到计算机所能达到的最大值。无论速度快慢，每一步都会测量。</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>step {step}</source>
        <extracomment>least time between two drawings, in ms whether it is worth a figure whether a card is painted behind it whether an animation of it is being recorded an animation is to be begun, or the one that is being recorded to be ended an animation of the past is asked for the picture parts needed have changed</extracomment>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save image…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Export figure…</source>
        <translation>导出图形…</translation>
    </message>
    <message>
        <source>Export animation…</source>
        <translation>导出动画…</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录制</translation>
    </message>
    <message>
        <source>Record animation…</source>
        <translation>录制动画…</translation>
    </message>
    <message>
        <source>Copy numbers (CSV)</source>
        <translation>复制数据（CSV）</translation>
    </message>
    <message>
        <source>Reset view</source>
        <translation>重置视图</translation>
    </message>
    <message>
        <source>Maximise</source>
        <translation>最大化</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Save image</source>
        <translation>保存图片</translation>
    </message>
</context>
<context>
    <name>PastChip</name>
    <message>
        <source>This card shows the past, {step}.</source>
        <translation>此卡片显示的是过去：{step}。</translation>
    </message>
</context>
<context>
    <name>PathEditor</name>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose a file or folder</source>
        <translation>选择文件或文件夹</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>PencilBar</name>
    <message>
        <source>Draw points of class {number} (key {number}); Shift or the right button draws the next class.</source>
        <translation>画类别 {number} 的点（按键 {number}）；按住 Shift 或用右键画下一个类别。</translation>
    </message>
    <message>
        <source>Class {number}</source>
        <translation>类别 {number}</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Take points away with the mouse (key E).</source>
        <translation>用鼠标擦掉点（按键 E）。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Take all points away.</source>
        <translation>去掉所有的点。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Stop drawing and keep the points as data.</source>
        <translation>结束画点，把这些点作为数据。</translation>
    </message>
</context>
<context>
    <name>Plane</name>
    <message>
        <source>prediction {value}</source>
        <translation>预测值 {value}</translation>
    </message>
    <message>
        <source>class {name}: {share}</source>
        <translation>类别 {name}：{share}</translation>
    </message>
</context>
<context>
    <name>PointsEditor</name>
    <message>
        <source>%n point(s)</source>
        <translation>%n 个点</translation>
    </message>
    <message>
        <source>Draw points with the mouse in the decision surface.</source>
        <translation>用鼠标在决策边界图上画点。</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>step </source>
        <translation>步 </translation>
    </message>
    <message>
        <source>epoch </source>
        <translation>轮 </translation>
    </message>
    <message>
        <source>{count} steps/s</source>
        <translation>{count} 步/秒</translation>
    </message>
</context>
<context>
    <name>Publication</name>
    <message>
        <source>Colour: {measure}.</source>
        <translation>颜色：{measure}。</translation>
    </message>
    <message>
        <source>Numbers at the lines are layers, counted from the input.</source>
        <translation>线末的数字为层号，从输入端数起。</translation>
    </message>
</context>
<context>
    <name>ReadingsPanel</name>
    <message>
        <source>Readings</source>
        <translation>读数</translation>
    </message>
    <message>
        <source>What the measurements of the selected run amount to now.</source>
        <translation>选中实验的测量值目前说明了什么。</translation>
    </message>
    <message>
        <source>Ready-made comparisons</source>
        <translation>现成的对比实验</translation>
    </message>
    <message>
        <source>No run is selected.</source>
        <translation>没有选中的实验。</translation>
    </message>
    <message>
        <source>not ready: needs a file or points</source>
        <translation>未就绪：缺少文件或数据点</translation>
    </message>
    <message>
        <source>planned: press Train</source>
        <translation>待运行：请按“训练”</translation>
    </message>
    <message>
        <source>loading the data</source>
        <translation>正在载入数据</translation>
    </message>
    <message>
        <source>ready: press Train</source>
        <translation>就绪：请按“训练”</translation>
    </message>
    <message>
        <source>training, step {step}</source>
        <translation>训练中，第 {step} 步</translation>
    </message>
    <message>
        <source>paused at step {step}</source>
        <translation>已暂停，第 {step} 步</translation>
    </message>
    <message>
        <source>finished after {step} steps</source>
        <translation>已完成，共 {step} 步</translation>
    </message>
    <message>
        <source>stopped at step {step}</source>
        <translation>在第 {step} 步停止</translation>
    </message>
    <message>
        <source>the past: initial weights, before the first step</source>
        <translation>过去：第一步之前的初始权重</translation>
    </message>
    <message>
        <source>the past: as it was at step {step}</source>
        <translation>过去：第 {step} 步时的状态</translation>
    </message>
    <message>
        <source>diverged at step {step}, layer {layer} first</source>
        <translation>在第 {step} 步发散，最先是第 {layer} 层</translation>
    </message>
    <message>
        <source>diverged at step {step}</source>
        <translation>在第 {step} 步发散</translation>
    </message>
</context>
<context>
    <name>Recording</name>
    <message>
        <source>Stop recording ({count} pictures)</source>
        <translation>停止录制（{count} 帧）</translation>
    </message>
    <message>
        <source>Writing {done} of {count}…</source>
        <translation>正在写入第 {done} 帧，共 {count} 帧…</translation>
    </message>
</context>
<context>
    <name>Recordings</name>
    <message>
        <source>Record animation</source>
        <translation>录制动画</translation>
    </message>
</context>
<context>
    <name>Repeats</name>
    <message>
        <source>There is no run to repeat.</source>
        <translation>没有可以重复的实验。</translation>
    </message>
    <message>
        <source>This branch went on under other settings; replay its parent and fork that.</source>
        <translation>这个分支换了设置继续训练；请重放它的父实验，再从中分叉。</translation>
    </message>
    <message>
        <source>Its layers have other sizes; weights fit only where layers agree.</source>
        <translation>各层大小不同；只有层结构一致，权重才能通用。</translation>
    </message>
</context>
<context>
    <name>Ridgeline</name>
    <message>
        <source>{share} near {value}</source>
        <translation>{value} 附近占 {share}</translation>
    </message>
    <message>
        <source>layer {layer}: {name} = {value}</source>
        <translation>第 {layer} 层：{name} = {value}</translation>
    </message>
    <message>
        <source>{share} of the values</source>
        <translation>占全部值的 {share}</translation>
    </message>
</context>
<context>
    <name>RunChip</name>
    <message>
        <source>This panel shows the run {name}.</source>
        <translation>本面板显示实验 {name}。</translation>
    </message>
    <message>
        <source>Run {name}</source>
        <translation>实验 {name}</translation>
    </message>
</context>
<context>
    <name>RunFiles</name>
    <message>
        <source>Export</source>
        <extracomment>files that were written, a list of paths ids of runs that were taken in a `Message`</extracomment>
        <translation>导出</translation>
    </message>
    <message>
        <source>Folder for the files</source>
        <translation>保存文件的文件夹</translation>
    </message>
    <message>
        <source>Open runs</source>
        <translation>打开实验</translation>
    </message>
    <message>
        <source>Runs (*.dynascope)</source>
        <translation>实验 (*.dynascope)</translation>
    </message>
</context>
<context>
    <name>RunNames</name>
    <message>
        <source>{name}, fork at {step}</source>
        <translation>{name}，在第 {step} 步分叉</translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation>{name}（副本）</translation>
    </message>
    <message>
        <source>{name} (copy {count})</source>
        <translation>{name}（副本 {count}）</translation>
    </message>
</context>
<context>
    <name>SizeLimitDialog</name>
    <message>
        <source>Size limit of the library</source>
        <translation>实验库的空间上限</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>&amp;Limit:</source>
        <translation>上限(&amp;L)：</translation>
    </message>
    <message>
        <source>When the library has grown beyond the limit, you are told at the next start. Nothing is ever removed by itself.</source>
        <translation>实验库超过上限后，下次启动时会提示您，绝不会自动清理。</translation>
    </message>
    <message>
        <source>{name} · {started} · {size}</source>
        <translation>{name} · {started} · {size}</translation>
    </message>
    <message>
        <source>{name} · {started} · {size} · deleted already</source>
        <translation>{name} · {started} · {size} · 已删除</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 个</translation>
    </message>
    <message>
        <source>Remove these {count} runs now</source>
        <translation>立即清理这 {count} 个实验</translation>
    </message>
    <message>
        <source>Remove this run now</source>
        <translation>立即清理这个实验</translation>
    </message>
    <message>
        <source>The library takes {size}; no limit is set.</source>
        <translation>实验库占用 {size}，未设上限。</translation>
    </message>
    <message>
        <source>Removing …</source>
        <translation>正在清理…</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>all samples</source>
        <translation>全部样本</translation>
    </message>
    <message>
        <source>full</source>
        <translation>全量</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>SurfacePanel</name>
    <message>
        <source>Decision surface</source>
        <extracomment>points drawn by hand, each [x, y, class]</extracomment>
        <translation>决策边界</translation>
    </message>
    <message>
        <source>Fitted surface</source>
        <translation>拟合曲面</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>拟合曲线</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>The class that the network predicts everywhere, its border where two are equally probable, and the data: training samples filled, test samples hollow.</source>
        <translation>网络在各处预测的类别、两类概率相等处的边界，以及数据：实心为训练样本，空心为测试样本。</translation>
    </message>
    <message>
        <source>The number that the network predicts everywhere, and the data in the colours of their targets.</source>
        <translation>网络在各处预测的数值，以及按目标值着色的数据。</translation>
    </message>
    <message>
        <source>What the network predicts over the feature, and the data: training samples filled, test samples hollow.</source>
        <translation>网络的预测值随特征变化的曲线，以及数据：实心为训练样本，空心为测试样本。</translation>
    </message>
    <message>
        <source>How many samples of each true class are taken for which class; right ones lie on the diagonal.</source>
        <translation>每个真实类别的样本被预测为各类别的个数；分类正确的在对角线上。</translation>
    </message>
    <message>
        <source>What the network predicts for the data.</source>
        <translation>网络对这些数据的预测。</translation>
    </message>
    <message>
        <source>Draw data of your own with the mouse.</source>
        <translation>用鼠标画出您自己的数据。</translation>
    </message>
    <message>
        <source>Draw data</source>
        <translation>手绘数据</translation>
    </message>
    <message>
        <source>Select a run to see what it predicts.</source>
        <translation>选中一个实验，查看它的预测。</translation>
    </message>
    <message>
        <source>The data appear as soon as they are loaded.</source>
        <translation>数据读入后会显示在这里。</translation>
    </message>
    <message>
        <source>{inputs} features and {outputs} numbers to predict cannot be drawn in a plane; loss and layers tell how the training goes.</source>
        <translation>{inputs} 个特征、{outputs} 个预测值，无法在平面上画出；训练情况请看损失和各层的图。</translation>
    </message>
    <message>
        <source>loss {value}</source>
        <translation>损失 {value}</translation>
    </message>
    <message>
        <source>Training loss of the last step.</source>
        <translation>最后一步的训练损失。</translation>
    </message>
    <message>
        <source>Accuracy on the test set.</source>
        <translation>测试集上的准确率。</translation>
    </message>
    <message>
        <source>Accuracy on the batch of the last step.</source>
        <translation>最后一步所用批次的准确率。</translation>
    </message>
    <message>
        <source>Draw points of two classes.</source>
        <translation>请画出两个类别的点。</translation>
    </message>
    <message>
        <source>Diverged at step {step}: far outside the plot.</source>
        <translation>第 {step} 步发散：远在图外。</translation>
    </message>
    <message>
        <source>Outside the plot, near {value}.</source>
        <translation>在图外，约 {value}。</translation>
    </message>
    <message>
        <source>The predictions are not finite everywhere.</source>
        <translation>预测值并非处处有限。</translation>
    </message>
    <message>
        <source>Diverged at step {step}: not finite.</source>
        <translation>第 {step} 步发散：不再是有限数。</translation>
    </message>
    <message>
        <source>The matrix appears as soon as the run is open.</source>
        <translation>打开实验后，这里会显示混淆矩阵。</translation>
    </message>
    <message>
        <source>{count} samples of the test set</source>
        <translation>测试集的 {count} 个样本</translation>
    </message>
    <message>
        <source>{count} samples of the training set</source>
        <translation>训练集的 {count} 个样本</translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>no snapshots</source>
        <extracomment>a step, None for now snapshots a second</extracomment>
        <translation>没有快照</translation>
    </message>
    <message>
        <source>now: step {step}</source>
        <translation>现在：第 {step} 步</translation>
    </message>
    <message>
        <source>past: step {step} of {last}</source>
        <translation>过去：第 {step} 步，共 {last} 步</translation>
    </message>
    <message>
        <source>Time travel</source>
        <translation>时间回溯</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Snapshot of step {step}</source>
        <translation>第 {step} 步的快照</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>{count} / s</source>
        <translation>{count} / 秒</translation>
    </message>
    <message>
        <source>Pause the playback</source>
        <translation>暂停回放</translation>
    </message>
    <message>
        <source>Play the snapshots</source>
        <translation>回放快照</translation>
    </message>
    <message>
        <source>Snapshots shown per second</source>
        <translation>每秒显示的快照数</translation>
    </message>
    <message>
        <source>Back to the present of the run</source>
        <translation>回到该实验的现在</translation>
    </message>
    <message>
        <source>The step that surface, distributions, weights and readings show</source>
        <translation>决策面、分布、权重和读数所显示的步</translation>
    </message>
</context>
<context>
    <name>TimeLink</name>
    <message>
        <source>There is no run whose past could be shown.</source>
        <translation>没有可以回溯的实验。</translation>
    </message>
    <message>
        <source>Runs are not kept in a library, so their past cannot be shown.</source>
        <translation>实验没有保存到实验库中，因此无法显示其过去。</translation>
    </message>
    <message>
        <source>There is no snapshot yet; they are taken while the run trains.</source>
        <translation>还没有快照；训练过程中会自动保存快照。</translation>
    </message>
    <message>
        <source>diverged at step {step}</source>
        <translation>在第 {step} 步发散</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Step</source>
        <extracomment>steps per second, None for as many as possible</extracomment>
        <translation>单步</translation>
    </message>
    <message>
        <source>Number of steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Run to epoch</source>
        <translation>训练到指定轮</translation>
    </message>
    <message>
        <source>Train to the end of epoch</source>
        <translation>训练到第几轮结束</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>+ Compare</source>
        <translation>+ 对比</translation>
    </message>
    <message>
        <source>Fork</source>
        <translation>分叉</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Presenter mode</source>
        <translation>演示模式</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count} 步</translation>
    </message>
    <message>
        <source>Number of steps…</source>
        <translation>指定步数…</translation>
    </message>
    <message>
        <source>Run to epoch…</source>
        <translation>训练到指定轮…</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train all planned runs, or pause (Space)</source>
        <translation>训练所有待运行的实验，或暂停（空格键）</translation>
    </message>
    <message>
        <source>Train one step (S)</source>
        <translation>训练一步（S）</translation>
    </message>
    <message>
        <source>Start again from step 0; the old run stays as a ghost (R)</source>
        <translation>从第 0 步重新开始；原来的实验保留为残影（R）</translation>
    </message>
    <message>
        <source>Add a copy of the selected run to the board</source>
        <translation>复制选中的实验，加入实验列表</translation>
    </message>
    <message>
        <source>Split the selected run here: the branch starts with exactly these weights, optimiser state and data order (F)</source>
        <translation>在这里将选中的实验分叉：分支从完全相同的权重、优化器状态和数据顺序开始（F）</translation>
    </message>
    <message>
        <source>Fork at step {step}: the branch starts with exactly the weights, optimiser state and data order that the selected run had there (F)</source>
        <translation>在第 {step} 步分叉：分支从所选实验当时的权重、优化器状态和数据顺序原样开始（F）</translation>
    </message>
    <message>
        <source>Take back the last change of a setting (Ctrl+Z)</source>
        <translation>撤销最近一次设置更改（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Save figures, measurements or the configuration (Ctrl+E)</source>
        <translation>保存图形、测量数据或配置（Ctrl+E）</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>界面语言</translation>
    </message>
    <message>
        <source>Show, hide and arrange the panels</source>
        <translation>显示、隐藏和排列面板</translation>
    </message>
    <message>
        <source>Light, dark, or as the system; hold for the text size</source>
        <translation>浅色、深色或跟随系统；按住可选择文字大小</translation>
    </message>
    <message>
        <source>Large text and thick lines for a room (F11)</source>
        <translation>适合教室投影的大字和粗线（F11）</translation>
    </message>
</context>
<context>
    <name>ToolbarLink</name>
    <message>
        <source>starting the engine…</source>
        <translation>正在启动引擎…</translation>
    </message>
    <message>
        <source>There is no change of settings to undo.</source>
        <translation>没有可撤销的设置更改。</translation>
    </message>
</context>
<context>
    <name>ViewMenu</name>
    <message>
        <source>Leave the single panel</source>
        <translation>退出单个面板</translation>
    </message>
    <message>
        <source>Double-click a panel&apos;s title to see it alone.</source>
        <translation>双击面板标题，可单独显示该面板。</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>恢复默认布局</translation>
    </message>
    <message>
        <source>Restart at once after a change</source>
        <translation>修改后立即重新开始</translation>
    </message>
    <message>
        <source>Else changes that need a new start wait until you apply them.</source>
        <translation>否则，需要重新开始的更改会等到您应用时才生效。</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>Squeezes every value into 0 to 1. Its slope is at most 1/4, so each hidden layer shrinks the back-propagated gradient to about a quarter (0.236 per layer with Xavier init); over five layers that leaves 0.0007, which stalls plain SGD, while Adam hides it by rescaling every step. With a single hidden layer it is slow rather than stuck, and on the textbook experiment it wants a larger learning rate, not a smaller one. Its values are never centred on 0. Its natural place is the output of a yes-no question, where the loss already contains it.</source>
        <translation>把任意值压缩到 0 到 1 之间。它的斜率最大只有 1/4，因此每个隐藏层都会把反向传播的梯度缩小到约四分之一（配合 Xavier 初始化时每层为 0.236）；经过五层只剩 0.0007，普通 SGD 因此停滞，而 Adam 会重新缩放每一步，把这一现象掩盖起来。只有一个隐藏层时，它是慢，而不是学不动；在教科书实验中，它需要的学习率应当更大，而不是更小。它的输出总为正，从不以 0 为中心。它最适合放在二分类的输出端，而那里的损失函数已经包含了它。</translation>
    </message>
    <message>
        <source>Saturated: |2a - 1| &gt; 0.97, that is a below 0.015 or above 0.985, where the slope is under 5.91 % of its maximum.</source>
        <translation>饱和：|2a - 1| &gt; 0.97，即 a 小于 0.015 或大于 0.985，此处斜率不到最大值的 5.91 %。</translation>
    </message>
    <message>
        <source>Its units cannot die, since the slope is never 0, but saturated units learn very slowly.</source>
        <translation>斜率永远不为 0，所以神经元不会死亡，但饱和的神经元学得很慢。</translation>
    </message>
    <message>
        <source>Squeezes every value into -1 to 1, centred on 0, with slope 1 in the middle. With Xavier init moderately deep networks train well, and it makes smooth decision surfaces. Weights that start too large push units into the flat ends, where they saturate; weights that start too small make the network linear, and the signal fades from layer to layer. The border between the two is the critical line of mean-field theory. ReLU is not six times faster in general: that number is from one convolutional network; on the textbook experiment it needs 1.25 to 1.45 times fewer epochs.</source>
        <translation>把任意值压缩到 -1 到 1 之间，以 0 为中心，中间部分斜率为 1。配合 Xavier 初始化，中等深度的网络能训练得很好，得到的决策边界也很光滑。权重初始值太大，会把神经元推到两端的平坦区而饱和；太小，网络就接近线性，信号逐层衰减。二者的分界就是平均场理论中的临界线。“ReLU 比 tanh 快六倍”并不是普遍规律：这个数字来自某一个卷积网络；在教科书实验中，tanh 所需的轮数只是它的 1.25 到 1.45 倍。</translation>
    </message>
    <message>
        <source>Saturated: |a| &gt; 0.97, where the slope is under 5.91 % of its maximum.</source>
        <translation>饱和：|a| &gt; 0.97，此处斜率不到最大值的 5.91 %。</translation>
    </message>
    <message>
        <source>A tanh made of three straight lines: the identity in the middle, cut off at both ends. It is cheap and easy to reason about, and it keeps activations bounded, which suits hardware with few bits. Outside the middle part the slope is exactly 0, so one large step can leave a unit at an end on all samples, without any gradient, as it happens to ReLU on its one flat side. With bounds 0 and 6 it is the ReLU6 of mobile networks.</source>
        <translation>由三段直线构成的 tanh：中间是恒等函数，两端截断。它计算便宜、容易分析，并使激活值有界，适合低位宽的硬件。中间段以外斜率恰好为 0，因此步子一旦过大，就可能使某个神经元在所有样本上都停在一端而得不到任何梯度，正如 ReLU 在它那一个平坦侧上发生的情况。上下界取 0 和 6 时，就是移动端网络常用的 ReLU6。</translation>
    </message>
    <message>
        <source>Lower bound</source>
        <translation>下界</translation>
    </message>
    <message>
        <source>Smallest value m; everything below is cut to it.</source>
        <translation>最小值 m；低于它的值都截断为它。</translation>
    </message>
    <message>
        <source>Upper bound</source>
        <translation>上界</translation>
    </message>
    <message>
        <source>Largest value M; everything above is cut to it.</source>
        <translation>最大值 M；高于它的值都截断为它。</translation>
    </message>
    <message>
        <source>Saturated: z at or beyond one of the two bounds, where the slope is exactly 0.</source>
        <translation>饱和：z 达到或超出上下界之一，此处斜率恰好为 0。</translation>
    </message>
    <message>
        <source>A unit beyond the same bound on every sample has no gradient; it is counted as saturated, not as dead.</source>
        <translation>如果神经元在所有样本上都超出同一个界，就得不到梯度；这种情况计为饱和，不计为死亡。</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>正弦</translation>
    </message>
    <message>
        <source>A periodic activation: far from 0 it is as steep as near it, so nothing saturates and fine, repeating detail is easy to represent, as in networks that store images or waves. It needs care at the start: with large weights or a large frequency neighbouring inputs land in unrelated periods, the output looks like noise and the loss surface is full of local minima. Between the training points it may oscillate freely, that is overfit.</source>
        <translation>周期性的激活函数：离 0 再远也和 0 附近一样陡，因此不会饱和，容易表示细密而重复的结构，例如用网络存储图像或波形。它对初始值很敏感：权重或频率过大时，相邻的输入会落到毫不相干的周期里，输出看起来像噪声，损失曲面上布满局部极小值。在训练点之间它可以任意震荡，也就是过拟合。</translation>
    </message>
    <message>
        <source>Frequency</source>
        <translation>频率</translation>
    </message>
    <message>
        <source>Angular frequency ω: 30 in the first layer of the SIREN paper.</source>
        <translation>角频率 ω：SIREN 论文的第一层取 30。</translation>
    </message>
    <message>
        <source>Saturation does not apply: the function is periodic and has no flat side.</source>
        <translation>不会饱和：函数是周期性的，没有平坦的一侧。</translation>
    </message>
    <message>
        <source>Its units cannot die: the slope is 0 only at the crests.</source>
        <translation>神经元不会死亡：斜率只在波峰和波谷处为 0。</translation>
    </message>
    <message>
        <source>Linear for positive values, an exponential that levels off at -α for negative ones. The negative values bring the mean activation nearer to 0, which can speed up training, and the slope is never exactly 0. It does not hold the mean at 0, as is often said: for standard normal input the mean is 0.16 (ReLU: 0.40); SELU with LeCun init does. Far on the negative side units saturate and learn slowly. PyTorch has no gain for it; the exact one is 1.2452 for α = 1.</source>
        <translation>正值保持线性，负值按指数曲线趋于 -α。负值使激活值的均值更接近 0，可以加快训练，而且斜率永远不会恰好为 0。但它并不像常说的那样使均值保持为 0：输入为标准正态分布时，均值是 0.16（ReLU 为 0.40）；真正能做到的是 SELU 加 LeCun 初始化。在负侧远处，神经元会饱和，学得很慢。PyTorch 没有给出它的增益；α = 1 时的精确值为 1.2452。</translation>
    </message>
    <message>
        <source>Negative values level off at -α; at 1 the slope has no jump at 0.</source>
        <translation>负值趋于 -α；取 1 时，斜率在 0 处没有跳变。</translation>
    </message>
    <message>
        <source>Saturated: on the negative side, where the slope is under 5.91 % of its maximum (z below -2.83 for α = 1).</source>
        <translation>饱和：负侧斜率不到最大值的 5.91 %（α = 1 时为 z 小于 -2.83）。</translation>
    </message>
    <message>
        <source>Its units cannot die, since the slope is never exactly 0, but far on the negative side they learn very slowly.</source>
        <translation>斜率永远不会恰好为 0，所以神经元不会死亡，但在负侧远处学得非常慢。</translation>
    </message>
    <message>
        <source>An ELU with two constants chosen so that mean 0 and variance 1 reproduce themselves from layer to layer and deviations shrink: the network normalises itself, even 30 layers deep. This holds only with LeCun normal init, zero biases and standardised inputs. The rule “Kaiming for everything like ReLU” is wrong here, and with PyTorch&apos;s gain of 3/4 the variance decays towards 0. Ordinary dropout and skip connections break the fixed point, too.</source>
        <translation>带有两个特定常数的 ELU：均值 0、方差 1 会逐层自我保持，偏离则逐层缩小，网络因此能自行归一化，深达 30 层也是如此。这只在 LeCun normal 初始化、偏置为零、输入经过标准化时成立。“凡是像 ReLU 的都用 Kaiming”在这里是错的；用 PyTorch 给出的增益 3/4，方差会衰减到 0。普通的 dropout 和残差连接也会破坏这个不动点。</translation>
    </message>
    <message>
        <source>Saturated: z below -2.83, where the slope is under 5.91 % of its maximum.</source>
        <translation>饱和：z 小于 -2.83，此处斜率不到最大值的 5.91 %。</translation>
    </message>
    <message>
        <source>The smooth version of ReLU; its slope is the sigmoid of βz. It is used where an output must be positive, such as a variance. As a hidden activation it usually does worse than ReLU: all values are positive (ln 2 / β at z = 0), so the mean grows from layer to layer, and the slope at 0 is only 1/2. A large β makes it sharper and more like ReLU.</source>
        <translation>ReLU 的光滑版本，斜率就是 βz 的 sigmoid。它用于输出必须为正的场合，例如方差。作为隐藏层的激活函数，它通常不如 ReLU：所有值都为正（z = 0 时为 ln 2 / β），均值逐层增大，而且在 0 处斜率只有 1/2。β 越大，曲线越陡，越接近 ReLU。</translation>
    </message>
    <message>
        <source>Sharpness: the larger, the closer to ReLU.</source>
        <translation>陡峭程度：越大越接近 ReLU。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Where βz is above this, z itself is taken, to avoid overflow.</source>
        <translation>βz 超过此值时直接取 z，以免溢出。</translation>
    </message>
    <message>
        <source>Saturated: βz below -2.77, where the slope is under 5.91 % of its maximum.</source>
        <translation>饱和：βz 小于 -2.77，此处斜率不到最大值的 5.91 %。</translation>
    </message>
    <message>
        <source>Weighs each value by the probability that a standard normal number lies below it: a smooth ReLU with a shallow dip below 0. It is the usual choice in transformers. Being smooth it helps curvature-based methods; on small networks it behaves much like ReLU at a higher cost per step. The slope is negative between the dip and the far left, where it fades out, so units there learn slowly. PyTorch has no gain for it; the exact one is 1.5335.</source>
        <translation>把每个值乘以标准正态变量小于它的概率：可以看作光滑的 ReLU，在 0 的左侧略微下凹。它是 Transformer 的常用选择。由于光滑，它有利于利用曲率的优化方法；在小网络上表现与 ReLU 相近，但每一步的计算量更大。在凹处与左侧远端之间斜率为负，并逐渐趋于 0，那里的神经元学得很慢。PyTorch 没有给出它的增益；精确值为 1.5335。</translation>
    </message>
    <message>
        <source>Approximation</source>
        <translation>近似方式</translation>
    </message>
    <message>
        <source>How the normal distribution is computed: exactly, or by tanh as in GPT-2 (the difference is at most 0.0005).</source>
        <translation>正态分布函数的计算方式：精确计算，或像 GPT-2 那样用 tanh 近似（误差不超过 0.0005）。</translation>
    </message>
    <message>
        <source>none (exact)</source>
        <translation>无（精确）</translation>
    </message>
    <message>
        <source>Saturated: z below -2.17, on the left of the dip, where the slope stays under 5.91 % of its maximum.</source>
        <translation>饱和：z 小于 -2.17，即凹处的左侧，那里的斜率始终不到最大值的 5.91 %。</translation>
    </message>
    <message>
        <source>Its units cannot die in the strict sense, but far on the negative side the slope fades out fast.</source>
        <translation>严格地说，神经元不会死亡，但在负侧远处斜率很快趋于 0。</translation>
    </message>
    <message>
        <source>Multiplies each value by its own sigmoid; also called Swish. Smooth like GELU, with a deeper and wider dip below 0 (-0.28 at z = -1.28), it is common in vision networks. Like GELU it is not monotone: in the dip larger input means smaller output. Near 0 it is almost the line z/2, so weights that start small make a nearly linear network. PyTorch has no gain for it; the exact one is 1.6765, and without it deep networks lose their signal.</source>
        <translation>把每个值乘以它自己的 sigmoid，也称 Swish。它和 GELU 一样光滑，但在 0 的左侧凹得更深更宽（z = -1.28 处为 -0.28），常用于视觉网络。它也和 GELU 一样不是单调函数：在凹处的左侧，输入越大输出反而越小。在 0 附近它几乎就是直线 z/2，因此权重初始值小时网络接近线性。PyTorch 没有给出它的增益；精确值为 1.6765，不用它，深层网络的信号就会消失。</translation>
    </message>
    <message>
        <source>Saturated: z below -3.64, on the left of the dip, where the slope stays under 5.91 % of its maximum.</source>
        <translation>饱和：z 小于 -3.64，即凹处的左侧，那里的斜率始终不到最大值的 5.91 %。</translation>
    </message>
    <message>
        <source>Its units cannot die in the strict sense, but far on the negative side the slope fades out.</source>
        <translation>严格地说，神经元不会死亡，但在负侧远处斜率逐渐趋于 0。</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>恒等</translation>
    </message>
    <message>
        <source>Passes every value on unchanged, so a network of any depth is one linear map: it draws straight boundaries only, however many layers it has. That makes it the simplest place to study depth: a deep linear network still has plateaus and sudden drops of the loss, and its gradients vanish or explode with the singular values of its weights. As the output activation it is the normal choice, since the losses bring the sigmoid or the softmax that they need.</source>
        <translation>原样传递每个值，因此无论多深，整个网络都只是一个线性映射：层数再多，也只能画出直线边界。正因如此，它是研究深度的最简单场合：深层线性网络的损失同样会停滞，又突然下降，梯度也会随权重的奇异值消失或爆炸。作为输出层的激活函数，它是通常的选择，因为损失函数已自带所需的 sigmoid 或 softmax。</translation>
    </message>
    <message>
        <source>Saturation does not apply: the slope is 1 everywhere.</source>
        <translation>不会饱和：斜率处处为 1。</translation>
    </message>
    <message>
        <source>Its units cannot die: the slope is 1 everywhere.</source>
        <translation>神经元不会死亡：斜率处处为 1。</translation>
    </message>
    <message>
        <source>Keeps positive values and cuts the rest to 0. The slope is 1 on every active path, so training is fast as long as the weights start right: with Kaiming init the signal keeps its size through dozens of layers. ReLU alone does not prevent vanishing gradients: with the default init of PyTorch each layer shrinks them by about 2.4, and ten layers no longer train with plain SGD. About half of all activations being 0 is normal and is not death; a unit is dead only if it is 0 on every sample. Large steps cause that, and it costs capacity, but the loss may still fall.</source>
        <translation>保留正值，其余截断为 0。每条激活的通路上斜率都是 1，只要权重的初始值合适，训练就很快：配合 Kaiming 初始化，信号经过几十层仍能保持大小。但单靠 ReLU 并不能防止梯度消失：用 PyTorch 默认的初始化，每层都会把梯度缩小到约 1/2.4，十层的网络用普通 SGD 就训练不动了。约一半激活值为 0 是正常现象，并不是死亡；只有在每个样本上都为 0 的神经元才是死亡神经元。步子过大会造成死亡，并损失网络的容量，但损失仍可能继续下降。</translation>
    </message>
    <message>
        <source>Saturation does not apply: the zero side is counted as sparsity.</source>
        <translation>不计饱和：为 0 的一侧计入稀疏度。</translation>
    </message>
    <message>
        <source>A unit that is 0 on every training sample is dead: its slope is exactly 0, so its own weights get no gradient; in deeper layers it can revive when the layers before it change.</source>
        <translation>在每个训练样本上都为 0 的神经元就是死亡神经元：斜率恰好为 0，它自己的权重得不到梯度；在较深的层中，如果前面的层发生变化，它可以复活。</translation>
    </message>
    <message>
        <source>Like ReLU, but negative values are multiplied by a small slope instead of cut, so no unit ever loses its gradient. That helps where ReLU units die, as in deep and narrow networks or with large steps; elsewhere the difference is tiny: from the same initial weights the textbook experiment ends within 0.0003 of ReLU. Whether many labels are negative has nothing to do with it: what counts is the sign before the activation. Some texts use 0.01, others 0.2; from slope 1 on, the often quoted formula max(αz, z) is another function.</source>
        <translation>与 ReLU 相似，但负值不是截断，而是乘以一个小斜率，因此任何神经元都不会失去梯度。在 ReLU 神经元容易死亡的场合它有帮助，例如又深又窄的网络或很大的步长；其他场合差别极小：从相同的初始权重出发，教科书实验的最终损失与 ReLU 相差不到 0.0003。这与负类标签的多少无关，起作用的是激活前的值的正负。斜率有的资料取 0.01，有的取 0.2；斜率大于 1 时，常见的公式 max(αz, z) 就是另一个函数了。</translation>
    </message>
    <message>
        <source>Negative slope</source>
        <translation>负侧斜率</translation>
    </message>
    <message>
        <source>Slope α for negative values: 0 gives ReLU, 1 the identity, -1 the absolute value.</source>
        <translation>负值的斜率 α：取 0 为 ReLU，取 1 为恒等函数，取 -1 为绝对值。</translation>
    </message>
    <message>
        <source>Saturation does not apply: neither side becomes flat, however far out.</source>
        <translation>不会饱和：无论离 0 多远，两侧都不会变平。</translation>
    </message>
    <message>
        <source>Its units cannot die: the slope is never 0 unless the parameter is.</source>
        <translation>神经元不会死亡：除非参数为 0，斜率永远不为 0。</translation>
    </message>
    <message>
        <source>Leaky ReLU whose negative slope is learned, here one number per layer. The network can make a layer more linear or more like ReLU as it needs; the paper found larger slopes in the first layers. It costs next to nothing, but weight decay pulls the slope to 0, that is back to ReLU, and in small networks the gain over a fixed slope is within the scatter between seeds. Watch that the slope stays between 0 and 1: outside, the layer folds or amplifies negative values.</source>
        <translation>负侧斜率可学习的 Leaky ReLU，这里每层学习一个斜率。网络可以按需要让某一层更接近线性，或更接近 ReLU；论文发现，第一层学到的斜率较大。它几乎不增加开销，但权重衰减会把斜率拉向 0，也就是变回 ReLU；在小网络中，它相对于固定斜率的收益小于不同随机种子之间的波动。注意斜率应保持在 0 到 1 之间：超出这个范围，该层会翻折或放大负值。</translation>
    </message>
    <message>
        <source>Initial slope</source>
        <translation>初始斜率</translation>
    </message>
    <message>
        <source>Slope for negative values with which each layer starts.</source>
        <translation>每层负侧斜率的初始值。</translation>
    </message>
    <message>
        <source>Its units cannot die unless training drives the slope to exactly 0.</source>
        <translation>除非训练恰好把斜率变为 0，神经元不会死亡。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The data set that the network learns.</source>
        <translation>网络要学习的数据集。</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>How many samples are generated; of data from files, how many are used (empty: all).</source>
        <translation>生成多少个样本；对来自文件的数据，则是使用多少个样本（留空表示全部）。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Standard deviation of the Gaussian noise added to the inputs after the classes are known, or to the targets of a regression.</source>
        <translation>高斯噪声的标准差；分类时在确定类别之后加到输入上，回归时加到目标值上。</translation>
    </message>
    <message>
        <source>Data seed</source>
        <translation>数据的随机种子</translation>
    </message>
    <message>
        <source>Seeds the generator that draws, shuffles and splits the data.</source>
        <translation>用于生成、打乱和划分数据的随机数生成器的种子。</translation>
    </message>
    <message>
        <source>Training share</source>
        <translation>训练集比例</translation>
    </message>
    <message>
        <source>Share of the samples used for training; the rest is the test set.</source>
        <translation>用于训练的样本所占的比例；其余样本作为测试集。</translation>
    </message>
    <message>
        <source>Input scaling</source>
        <translation>输入缩放</translation>
    </message>
    <message>
        <source>How inputs are scaled, measured on the training set: as they are, to mean 0 and standard deviation 1 per feature, or to the range 0 to 1 per feature.</source>
        <translation>输入的缩放方式，按训练集计算：保持原样；每个特征变为均值 0、标准差 1；每个特征变到 0 到 1 之间。</translation>
    </message>
    <message>
        <source>as they are</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>standardised</source>
        <translation>标准化</translation>
    </message>
    <message>
        <source>range 0 to 1</source>
        <translation>缩放到 0 到 1</translation>
    </message>
    <message>
        <source>Data parameters</source>
        <translation>数据参数</translation>
    </message>
    <message>
        <source>Parameters of the data set.</source>
        <translation>数据集的参数。</translation>
    </message>
    <message>
        <source>{field} goes with full batches only; set training.batch_size to full or leave {field} empty.</source>
        <translation>“{field}”只能用于全量训练；请把 training.batch_size 设为 full，或将“{field}”留空。</translation>
    </message>
    <message>
        <source>The configuration has no field {field}; did you mean {near}?</source>
        <translation>配置中没有字段 {field}；是不是想写 {near}？</translation>
    </message>
    <message>
        <source>The configuration has no field {field}; remove it.</source>
        <translation>配置中没有字段 {field}；请删除它。</translation>
    </message>
    <message>
        <source>{field} is {value}; it must be an object of parameters.</source>
        <translation>“{field}”的值为 {value}；它必须是由参数组成的对象。</translation>
    </message>
    <message>
        <source>{field} is set, but nothing takes it; remove it.</source>
        <translation>设置了 {field}，但没有任何选项使用它；请删除它。</translation>
    </message>
    <message>
        <source>{field} is {value}; give a whole number or full.</source>
        <translation>“{field}”的值为 {value}；请填写整数或 full。</translation>
    </message>
    <message>
        <source>{field} lists {count} layers; at most {maximum} hidden layers are possible.</source>
        <translation>“{field}”列出了 {count} 层；隐藏层最多为 {maximum} 层。</translation>
    </message>
    <message>
        <source>{field} is {value}; give cpu, cuda, cuda:0 (or another number) or mps.</source>
        <translation>“{field}”的值为 {value}；请填写 cpu、cuda、cuda:0（或其他编号）或 mps。</translation>
    </message>
    <message>
        <source>The configuration gives {name} more than once; keep one of them.</source>
        <translation>配置中 {name} 出现了不止一次；请只保留一个。</translation>
    </message>
    <message>
        <source>The configuration must be one JSON object.</source>
        <translation>配置必须是一个 JSON 对象。</translation>
    </message>
    <message>
        <source>{field} must be a JSON object with its settings.</source>
        <translation>“{field}”必须是包含各项设置的 JSON 对象。</translation>
    </message>
    <message>
        <source>{field} is {value}; it must be {known}.</source>
        <translation>“{field}”的值为 {value}；它必须是 {known}。</translation>
    </message>
    <message>
        <source>The configuration was written by a newer version (schema {value}; this one knows {known}); update the program to read it.</source>
        <translation>该配置由更新版本的程序写成（格式版本 {value}，当前程序只认识 {known}）；请更新程序后再读取。</translation>
    </message>
    <message>
        <source>{path} is too large for a configuration file.</source>
        <translation>{path} 太大，不像是配置文件。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <source>The configuration is not valid JSON: line {line}, column {column} cannot be read; correct it there.</source>
        <translation>配置不是有效的 JSON：第 {line} 行第 {column} 列无法读取；请更正该处。</translation>
    </message>
    <message>
        <source>The configuration is not valid JSON: it is not text in UTF-8.</source>
        <translation>配置不是有效的 JSON：它不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>The configuration is not valid JSON: it is nested too deeply.</source>
        <translation>配置不是有效的 JSON：嵌套层次太深。</translation>
    </message>
    <message>
        <source>The configuration is not valid JSON: a number is too long.</source>
        <translation>配置不是有效的 JSON：有一个数字太长。</translation>
    </message>
    <message>
        <source>{path}: {problem}</source>
        <extracomment>training began or ended, or the pace changed a `Message` the field of the selected run that lacks a value, and a `Message`, which `problem` tells, too</extracomment>
        <translation>{path}：{problem}</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>隐藏层数</translation>
    </message>
    <message>
        <source>Depth: the number of layers between input and output layer.</source>
        <translation>深度：输入层与输出层之间的层数。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>每层神经元数</translation>
    </message>
    <message>
        <source>Units in each hidden layer: one number for all, or a list with one for each.</source>
        <translation>每个隐藏层的神经元数（宽度）：填一个数表示各层相同，或逐层列出。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>The function applied to each unit of the hidden layers.</source>
        <translation>作用于隐藏层每个神经元的函数。</translation>
    </message>
    <message>
        <source>Activation parameters</source>
        <translation>激活函数参数</translation>
    </message>
    <message>
        <source>Parameters of the activation function.</source>
        <translation>激活函数的参数。</translation>
    </message>
    <message>
        <source>Output activation</source>
        <translation>输出层激活函数</translation>
    </message>
    <message>
        <source>Applied to the output layer, before the loss. The sigmoid of binary cross-entropy and the softmax of cross-entropy are part of the loss.</source>
        <translation>作用于输出层，在计算损失之前。二元交叉熵的 sigmoid 和交叉熵的 softmax 已包含在损失函数中。</translation>
    </message>
    <message>
        <source>Init scheme</source>
        <translation>初始化方式</translation>
    </message>
    <message>
        <source>How the weights of the layers are drawn.</source>
        <translation>各层权重的抽取方式。</translation>
    </message>
    <message>
        <source>Init parameters</source>
        <translation>初始化参数</translation>
    </message>
    <message>
        <source>Parameters of the init scheme.</source>
        <translation>初始化方式的参数。</translation>
    </message>
    <message>
        <source>Bias init</source>
        <translation>偏置初始化</translation>
    </message>
    <message>
        <source>How the biases are drawn.</source>
        <translation>偏置的抽取方式。</translation>
    </message>
    <message>
        <source>Bias init parameters</source>
        <translation>偏置初始化参数</translation>
    </message>
    <message>
        <source>Parameters of the bias init.</source>
        <translation>偏置初始化方式的参数。</translation>
    </message>
    <message>
        <source>Output layer init</source>
        <translation>输出层初始化</translation>
    </message>
    <message>
        <source>Init scheme of the output layer&apos;s weights, if it shall differ.</source>
        <translation>输出层权重的初始化方式，可与隐藏层不同。</translation>
    </message>
    <message>
        <source>same as the hidden layers</source>
        <translation>与隐藏层相同</translation>
    </message>
    <message>
        <source>Output init parameters</source>
        <translation>输出层初始化参数</translation>
    </message>
    <message>
        <source>Parameters of the output layer&apos;s init scheme.</source>
        <translation>输出层初始化方式的参数。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>The function of predictions and targets that is minimised.</source>
        <translation>训练时要最小化的函数，由预测值和目标值算出。</translation>
    </message>
    <message>
        <source>chosen by the task</source>
        <translation>按任务选择</translation>
    </message>
    <message>
        <source>Loss parameters</source>
        <translation>损失参数</translation>
    </message>
    <message>
        <source>Parameters of the loss.</source>
        <translation>损失函数的参数。</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>The rule that turns gradients into steps.</source>
        <translation>由梯度决定每步如何更新参数的规则。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Length of a step along the (preconditioned) gradient.</source>
        <translation>沿梯度（或经优化器缩放后的梯度）方向前进的步长。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Pulls parameters towards 0: added to the gradient (L2), or with AdamW straight to the parameters.</source>
        <translation>把参数拉向 0：加到梯度上（L2）；用 AdamW 时直接作用于参数。</translation>
    </message>
    <message>
        <source>Clip gradient norm</source>
        <translation>按范数裁剪梯度</translation>
    </message>
    <message>
        <source>Gradients are scaled down so that their global norm is at most this.</source>
        <translation>按比例缩小梯度，使全局范数不超过此值。</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Clip gradient value</source>
        <translation>按值裁剪梯度</translation>
    </message>
    <message>
        <source>Each gradient entry is cut to plus or minus this.</source>
        <translation>把梯度的每个分量截断到正负此值之间。</translation>
    </message>
    <message>
        <source>Optimiser parameters</source>
        <translation>优化器参数</translation>
    </message>
    <message>
        <source>Parameters of the optimiser.</source>
        <translation>优化器的参数。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>A factor on the learning rate that changes with the step.</source>
        <translation>随步数变化、乘在学习率上的系数。</translation>
    </message>
    <message>
        <source>Schedule parameters</source>
        <translation>调度参数</translation>
    </message>
    <message>
        <source>Parameters of the schedule.</source>
        <translation>学习率调度的参数。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Samples per step, or the full training set in each step.</source>
        <translation>每步使用的样本数，或每步使用整个训练集。</translation>
    </message>
    <message>
        <source>End after</source>
        <translation>总步数</translation>
    </message>
    <message>
        <source>Steps after which training ends; empty: it goes on.</source>
        <translation>训练到这一步结束；留空则一直训练下去。</translation>
    </message>
    <message>
        <source>endless</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Seeds the generator of the weights and then of the batches.</source>
        <translation>用于抽取权重、随后划分批次的随机数生成器的种子。</translation>
    </message>
    <message>
        <source>One stream</source>
        <translation>共用随机流</translation>
    </message>
    <message>
        <source>If given, the weights go on with the data&apos;s generator as a plain script does, after this many earlier models of the same shape; full batch only.</source>
        <translation>设置后，权重接着使用数据的随机数生成器，就像普通脚本先构建了这么多个同样形状的模型之后那样；只能用于全量训练。</translation>
    </message>
    <message>
        <source>own seed</source>
        <translation>独立种子</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where training is computed: cpu, cuda, cuda:1 …, or mps.</source>
        <translation>在哪里计算训练：cpu、cuda、cuda:1 等，或 mps。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Floating-point type of parameters and activations.</source>
        <translation>参数和激活值的浮点类型。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>CPU threads of one training step; more than 1 slows small networks down.</source>
        <translation>每个训练步使用的 CPU 线程数；超过 1 会使小网络变慢。</translation>
    </message>
    <message>
        <source>Intercept</source>
        <translation>截距</translation>
    </message>
    <message>
        <source>Target where all inputs are 0.</source>
        <translation>所有输入都为 0 时的目标值。</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>A straight line. Without hidden layers the loss is a bowl, so this is the place to see gradient descent, momentum and a learning rate beyond the limit of stability at their plainest.</source>
        <translation>一条直线。没有隐藏层时，损失曲面像一个碗，因此这里最容易看清梯度下降、动量，以及学习率超过稳定性上限时会发生什么。</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>Change of the target for each unit of the input.</source>
        <translation>输入每增加 1，目标值的变化量。</translation>
    </message>
    <message>
        <source>A sine wave. With one period a small network fits it soon; with several, watch the fit curve take the slow swings first. Compare tanh, ReLU and sine as activations, and few samples with noise to see overfitting.</source>
        <translation>一条正弦波。只有一个周期时，小网络很快就能拟合；周期较多时，可以看到拟合曲线先学会缓慢的起伏。可以对比 tanh、ReLU 和正弦激活函数，也可以用少量带噪声的样本观察过拟合。</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>周期数</translation>
    </message>
    <message>
        <source>How many full waves fit between -1 and 1.</source>
        <translation>-1 到 1 之间有多少个完整的波。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>A staircase from -1 to 1. The jumps need large weights: smooth activations round them off, ReLU networks build steep ramps. Compare squared with absolute error.</source>
        <translation>从 -1 到 1 的一段阶梯。跳变需要很大的权重：光滑的激活函数会把它磨圆，ReLU 网络则搭出陡坡。可以对比均方误差与平均绝对误差。</translation>
    </message>
    <message>
        <source>Jumps</source>
        <translation>跳变数</translation>
    </message>
    <message>
        <source>How many jumps lie between -1 and 1.</source>
        <translation>-1 到 1 之间有多少次跳变。</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>A tilted plane over two inputs. Nearly every network can represent it, so what does not learn here suffers from its initialisation or learning rate, not from too little capacity.</source>
        <translation>两个输入上的一个斜面。几乎任何网络都能表示它，因此在这里学不会的原因是初始化或学习率，而不是容量不足。</translation>
    </message>
    <message>
        <source>Slope 1</source>
        <translation>斜率 1</translation>
    </message>
    <message>
        <source>Change of the target for each unit of x1.</source>
        <translation>x1 每增加 1，目标值的变化量。</translation>
    </message>
    <message>
        <source>Slope 2</source>
        <translation>斜率 2</translation>
    </message>
    <message>
        <source>Change of the target for each unit of x2.</source>
        <translation>x2 每增加 1，目标值的变化量。</translation>
    </message>
    <message>
        <source>Bumps</source>
        <translation>峰谷</translation>
    </message>
    <message>
        <source>Gaussian hills and hollows in alternation, on a circle of radius 0.6. The narrower they are, the more units and steps they take; watch which bump is learnt first.</source>
        <translation>在半径为 0.6 的圆上交替排列的高斯峰和高斯谷。峰谷越窄，需要的神经元和步数越多；注意观察先学会的是哪一个。</translation>
    </message>
    <message>
        <source>How many hills and hollows there are.</source>
        <translation>峰和谷的总数。</translation>
    </message>
    <message>
        <source>Bump width</source>
        <translation>峰宽</translation>
    </message>
    <message>
        <source>Standard deviation of each bump.</source>
        <translation>每个峰或谷的标准差。</translation>
    </message>
    <message>
        <source>{path} holds only images of one class, {name}; choose more files in {field}.</source>
        <translation>{path} 中的图像全都属于类别 {name}；请在“{field}”中选择更多文件。</translation>
    </message>
    <message>
        <source>The folder {path} holds no .bin file; choose the folder cifar-10-batches-bin of the binary version in {field}.</source>
        <translation>文件夹 {path} 中没有 .bin 文件；请在“{field}”中选择二进制版的文件夹 cifar-10-batches-bin。</translation>
    </message>
    <message>
        <source>{path} is from the Python version of CIFAR-10, which is not read since it can run code; download the binary version (cifar-10-binary.tar.gz) for {field}.</source>
        <translation>{path} 是 Python 版的 CIFAR-10，读取它可能会执行其中的代码，因此不予读取；请为“{field}”下载二进制版（cifar-10-binary.tar.gz）。</translation>
    </message>
    <message>
        <source>{path} is a packed archive; unpack it and choose its folder in {field}.</source>
        <translation>{path} 是压缩包；请先解压，再在“{field}”中选择解压后的文件夹。</translation>
    </message>
    <message>
        <source>{path} holds {size} MB of images, more than the {maximum} MB that are read; choose fewer files in {field}.</source>
        <translation>{path} 中有 {size} MB 图像，超过可读取的 {maximum} MB；请在“{field}”中少选一些文件。</translation>
    </message>
    <message>
        <source>{path} is cut off or no CIFAR-10 file: a multiple of 3073 bytes is expected, such as {expected}, and {found} are there; download the binary version again.</source>
        <translation>{path} 不完整，或者不是 CIFAR-10 文件：大小应为 3073 字节的整数倍，例如 {expected}，实际为 {found}；请重新下载二进制版。</translation>
    </message>
    <message>
        <source>{path} has label {label} in record {record}, where CIFAR-10 has 0 to 9; choose files of the binary version of CIFAR-10 in {field}.</source>
        <translation>{path} 的第 {record} 条记录的标签为 {label}，而 CIFAR-10 的标签是 0 到 9；请在“{field}”中选择 CIFAR-10 二进制版的文件。</translation>
    </message>
    <message>
        <source>{path}, row {row}, column {column}: {value} is text among numbers; correct it, or say that the targets are classes ({task}).</source>
        <translation>{path} 第 {row} 行、列 {column}：数字中出现了文字 {value}；请更正，或说明目标是类别（{task}）。</translation>
    </message>
    <message>
        <source>{path}, row {row}, column {column}: {value} is not a whole number and so no class; say that the targets are numbers ({task}), or choose another target.</source>
        <translation>{path} 第 {row} 行、列 {column}：{value} 不是整数，因而不是类别；请说明目标是数值（{task}），或选择其他目标列。</translation>
    </message>
    <message>
        <source>{path}: column {column} holds only the class {value}; a classification needs at least two: choose another column in {field}.</source>
        <translation>{path}：列 {column} 只有一个类别 {value}，而分类至少需要两个；请在“{field}”中另选一列。</translation>
    </message>
    <message>
        <source>{path}: column {column} holds {found} different values, too many for classes (at most {maximum}); choose another column in {field}.</source>
        <translation>{path}：列 {column} 有 {found} 个不同的值，作为类别太多（最多 {maximum} 个）；请在“{field}”中另选一列。</translation>
    </message>
    <message>
        <source>The column {column} is taken as {count} classes; data.params.task can say otherwise.</source>
        <translation>列 {column} 按 {count} 个类别处理；可用 data.params.task 更改。</translation>
    </message>
    <message>
        <source>The column {column} is taken as numbers; data.params.task can say otherwise.</source>
        <translation>列 {column} 按数值处理；可用 data.params.task 更改。</translation>
    </message>
    <message>
        <source>{path} has no row that can be read; choose another file in {field}.</source>
        <translation>{path} 中没有可读取的行；请在“{field}”中选择其他文件。</translation>
    </message>
    <message>
        <source>{path} has only one column; at least one input and the target are needed: check the file and {field}.</source>
        <translation>{path} 只有一列，而至少需要一列输入和一列目标；请检查该文件和 {field}。</translation>
    </message>
    <message>
        <source>{path} has {found} columns, more than the {maximum} that are read; give {field} a narrower table.</source>
        <translation>{path} 有 {found} 列，超过可读取的 {maximum} 列；请在“{field}”中选择列数较少的表格。</translation>
    </message>
    <message>
        <source>{path} has {count} columns named {wanted}; give the number of the column in {field}.</source>
        <translation>{path} 有 {count} 列都叫 {wanted}；请在“{field}”中改填列号。</translation>
    </message>
    <message>
        <source>{path} has no column {wanted}; give {field} a name such as {near}, or a number from 1 to {count}.</source>
        <translation>{path} 中没有列 {wanted}；请在“{field}”中填写列名（例如 {near}）或 1 到 {count} 的列号。</translation>
    </message>
    <message>
        <source>{path}, row {row}, column {column}: the value is missing; fill it in or remove the row.</source>
        <translation>{path} 第 {row} 行、列 {column}：缺少数值；请补上或删除该行。</translation>
    </message>
    <message>
        <source>{path}, row {row}, column {column}: {value} has a decimal comma; save the table with decimal points.</source>
        <translation>{path} 第 {row} 行、列 {column}：{value} 用逗号作小数点；请改用小数点“.”保存该表格。</translation>
    </message>
    <message>
        <source>{path}, row {row}, column {column}: {value} is text, where a number is needed; replace the texts of that column by numbers or remove it.</source>
        <translation>{path} 第 {row} 行、列 {column}：此处需要数字，却是文字 {value}；请把该列的文字换成数字，或删除该列。</translation>
    </message>
    <message>
        <source>{path}, row {row}, column {column}: {value} is not a finite number up to 3.4e38; correct it or remove the row.</source>
        <translation>{path} 第 {row} 行、列 {column}：{value} 不是绝对值在 3.4e38 以内的有限数；请更正或删除该行。</translation>
    </message>
    <message>
        <source>{path}, row {row}: a quotation mark is not closed or stands inside a value, or a value is too long; correct that row.</source>
        <translation>{path} 第 {row} 行：引号没有成对，或出现在值的中间，或某个值太长；请更正该行。</translation>
    </message>
    <message>
        <source>{path} has {found} rows of data; at least 2 are needed: check {field} and {header}.</source>
        <translation>{path} 有 {found} 行数据；至少需要 2 行：请检查“{field}”和“{header}”。</translation>
    </message>
    <message>
        <source>{path}, row {row}: the number of cells is {found} instead of {expected}; correct that row or choose another delimiter.</source>
        <translation>{path} 第 {row} 行：有 {found} 个单元格，应为 {expected} 个；请更正该行，或换一种分隔符。</translation>
    </message>
    <message>
        <source>{path} has more than the {rows} rows or {values} values that are read; give {field} a smaller table.</source>
        <translation>{path} 超过可读取的 {rows} 行或 {values} 个值；请在“{field}”中选择较小的表格。</translation>
    </message>
    <message>
        <source>{path}, row {row}: the line is longer than {maximum} characters; choose a CSV file in {field}.</source>
        <translation>{path} 第 {row} 行：超过 {maximum} 个字符；请在“{field}”中选择 CSV 文件。</translation>
    </message>
    <message>
        <source>{path} is a workbook or a packed file; save it as CSV in UTF-8 and choose that in {field}.</source>
        <translation>{path} 是电子表格或压缩文件；请另存为 UTF-8 编码的 CSV，再在“{field}”中选择它。</translation>
    </message>
    <message>
        <source>{path} is not text in UTF-8; save it as CSV in UTF-8 for {field}.</source>
        <translation>{path} 不是 UTF-8 文本；请为“{field}”另存为 UTF-8 编码的 CSV。</translation>
    </message>
    <message>
        <source>{path}, row {row}: the characters are not UTF-8; save the file as CSV in UTF-8 for {field}.</source>
        <translation>{path} 第 {row} 行：含有不是 UTF-8 编码的字符；请为“{field}”把文件另存为 UTF-8 编码的 CSV。</translation>
    </message>
    <message>
        <source>{field} holds {count} points; draw at least 2 and at most {maximum}.</source>
        <translation>“{field}”中有 {count} 个点；请画至少 2 个、至多 {maximum} 个点。</translation>
    </message>
    <message>
        <source>Point {number} of {field} has class {label}; give it a whole number from 0 to 9.</source>
        <translation>“{field}”的第 {number} 个点的类别为 {label}；类别必须是 0 到 9 的整数。</translation>
    </message>
    <message>
        <source>Point {number} of {field} lies at {x}, {y}; keep both within a million.</source>
        <translation>“{field}”的第 {number} 个点位于 {x}, {y}；两个坐标的绝对值都不能超过一百万。</translation>
    </message>
    <message>
        <source>All points of {field} have class {label}; draw points of at least two classes.</source>
        <translation>“{field}”的所有点都属于类别 {label}；请至少画两个类别的点。</translation>
    </message>
    <message>
        <source>The labels in {field} are all {label}; a classification needs at least two classes.</source>
        <translation>“{field}”中的标签全是 {label}；分类至少需要两个类别。</translation>
    </message>
    <message>
        <source>{path} claims {claimed} values in its header, where 1 to {maximum} are possible; {field} needs a sound idx file.</source>
        <translation>{path} 的文件头声称有 {claimed} 个值，而允许的范围是 1 到 {maximum}；{field} 需要完好的 idx 文件。</translation>
    </message>
    <message>
        <source>{path} is longer than its header says: {expected} bytes are expected; download it again.</source>
        <translation>{path} 比文件头所说的长：应为 {expected} 字节；请重新下载。</translation>
    </message>
    <message>
        <source>{path} is cut off: {expected} bytes are expected and {found} are there; download it again.</source>
        <translation>{path} 不完整：应为 {expected} 字节，实际为 {found} 字节；请重新下载。</translation>
    </message>
    <message>
        <source>{path} is not an idx file: it begins with {start} instead of 00 00 08; choose a file like train-images-idx3-ubyte in {field}.</source>
        <translation>{path} 不是 idx 文件：它以 {start} 开头，而不是 00 00 08；请在“{field}”中选择类似 train-images-idx3-ubyte 的文件。</translation>
    </message>
    <message>
        <source>{path} holds values of idx type {kind}; only unsigned bytes (type 8) are read: choose another file in {field}.</source>
        <translation>{path} 的 idx 数据类型为 {kind}；只能读取无符号字节（类型 8）：请在“{field}”中选择其他文件。</translation>
    </message>
    <message>
        <source>{path} is cut off inside its header: {expected} bytes are expected and {found} are there; download it again.</source>
        <translation>{path} 的文件头不完整：应为 {expected} 字节，实际为 {found} 字节；请重新下载。</translation>
    </message>
    <message>
        <source>{images} holds {image_count} images and {labels} {label_count} labels; choose files that belong together.</source>
        <translation>{images} 有 {image_count} 张图像，而 {labels} 有 {label_count} 个标签；请选择互相对应的文件。</translation>
    </message>
    <message>
        <source>There is no file {name} with the labels beside {path}; choose it in {field}.</source>
        <translation>{path} 旁边没有标签文件 {name}；请在“{field}”中选择它。</translation>
    </message>
    <message>
        <source>{path} has {found} dimensions, but images have 2 or more and labels 1; {field} names the wrong file.</source>
        <translation>{path} 的维数为 {found}，而图像应不少于 2 维，标签应为 1 维；{field} 选错了文件。</translation>
    </message>
    <message>
        <source>The test images of {field} have {test} pixels and the training images {train}; choose files that belong together.</source>
        <translation>“{field}”的测试图像有 {test} 个像素，训练图像有 {train} 个；请选择互相对应的文件。</translation>
    </message>
    <message>
        <source>{field} is empty; choose the file to read.</source>
        <translation>“{field}”为空；请选择要读取的文件。</translation>
    </message>
    <message>
        <source>{field} holds a null character; give the path of an existing file.</source>
        <translation>“{field}”中含有空字符；请填写已有文件的路径。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); check {field} and your rights to it.</source>
        <translation>无法读取 {path}（{reason}）；请检查“{field}”以及对该文件的访问权限。</translation>
    </message>
    <message>
        <source>{path} does not exist; choose another file in {field}.</source>
        <translation>{path} 不存在；请在“{field}”中选择其他文件。</translation>
    </message>
    <message>
        <source>{path} is not a file; choose a file in {field}.</source>
        <translation>{path} 不是文件；请在“{field}”中选择一个文件。</translation>
    </message>
    <message>
        <source>{path} is empty; choose another file in {field}.</source>
        <translation>{path} 是空文件；请在“{field}”中选择其他文件。</translation>
    </message>
    <message>
        <source>{path} has {size} MB, more than the {maximum} MB that are read; give {field} a smaller file.</source>
        <translation>{path} 有 {size} MB，超过可读取的 {maximum} MB；请在“{field}”中选择较小的文件。</translation>
    </message>
    <message>
        <source>{path} is damaged: its compressed data end or break off after {found} bytes; download it again.</source>
        <translation>{path} 已损坏：压缩数据在 {found} 字节之后结束或中断；请重新下载。</translation>
    </message>
    <message>
        <source>Disc</source>
        <translation>圆盘</translation>
    </message>
    <message>
        <source>The textbook experiment: points from a normal distribution, class 1 outside the unit circle. One hidden layer is enough; compare sigmoid, ReLU and Leaky ReLU from the same initial weights, and give the sigmoid a learning rate of 0.1.</source>
        <translation>教科书实验：数据点取自正态分布，单位圆以外的点为类别 1。一个隐藏层就够了；可以从相同的初始权重出发，对比 sigmoid、ReLU 和 Leaky ReLU，并给 sigmoid 0.1 的学习率。</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>同心圆</translation>
    </message>
    <message>
        <source>Two rings, one inside the other. No straight line separates them, so a network without hidden layers stays at chance; bring the radii together or add noise to make it harder.</source>
        <translation>一大一小两个圆环。任何直线都分不开它们，因此没有隐藏层的网络只能停留在随机猜测的水平；让两个半径更接近，或加上噪声，问题会更难。</translation>
    </message>
    <message>
        <source>Inner radius</source>
        <translation>内圈半径</translation>
    </message>
    <message>
        <source>Radius of the inner ring; the outer ring has radius 1.</source>
        <translation>内圈的半径；外圈半径为 1。</translation>
    </message>
    <message>
        <source>Moons</source>
        <translation>双月</translation>
    </message>
    <message>
        <source>Two half circles that reach into each other. A straight line gets most points right, so watch the loss linger there before the boundary bends; noise of 0.1 to 0.2 makes the classes overlap.</source>
        <translation>两个互相咬合的半圆。一条直线就能分对大多数点，因此可以看到，在边界弯曲之前，损失会停留一阵；噪声取 0.1 到 0.2 时，两个类别会互相重叠。</translation>
    </message>
    <message>
        <source>Opposite quadrants share a class: the classic problem that no network without a hidden layer can solve. With few hidden units it often stops halfway; try several seeds, and then more width.</source>
        <translation>对角的两个象限属于同一类：这是没有隐藏层的网络无法解决的经典问题。隐藏层神经元很少时，它常常只学到一半就停住；先换几个随机种子试试，再增加宽度。</translation>
    </message>
    <message>
        <source>Arms of spirals, one for each class: the classic hard problem in the plane. It needs more width or depth and more steps; with too little the loss stays on a plateau for a long time. Compare tanh, ReLU and sine, and inputs as they are with standardised ones.</source>
        <translation>每个类别一条旋臂：平面上的经典难题。它需要更大的宽度或深度，以及更多的步数；否则损失会停滞很久。可以对比 tanh、ReLU 和正弦激活函数，也可以对比原始输入与标准化之后的输入。</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>高斯团</translation>
    </message>
    <message>
        <source>Gaussian clouds around centres on a circle, one for each class. Easy while the clouds are apart, with a loss that cannot reach zero once they overlap; use it to see cross-entropy and softmax with several classes.</source>
        <translation>中心排在一个圆上的高斯点团，每个类别一团。各团分开时很容易；一旦重叠，损失就不可能降到零。可以用它来看多类别的交叉熵和 softmax。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>How many clouds there are, each its own class.</source>
        <translation>有多少个点团，每团为一个类别。</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>离散程度</translation>
    </message>
    <message>
        <source>Standard deviation of each cloud; the centres have radius 2.</source>
        <translation>每个点团的标准差；各中心到原点的距离为 2。</translation>
    </message>
    <message>
        <source>Spirals</source>
        <translation>螺旋线</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>旋臂数</translation>
    </message>
    <message>
        <source>How many arms there are, each its own class.</source>
        <translation>有多少条旋臂，每条为一个类别。</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>圈数</translation>
    </message>
    <message>
        <source>How often each arm winds around the centre.</source>
        <translation>每条旋臂绕中心转多少圈。</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>棋盘格</translation>
    </message>
    <message>
        <source>Black and white squares in alternation. The more cells a side, the higher the frequency that must be learnt, and networks learn low frequencies first; compare widths, depths and a sine activation.</source>
        <translation>黑白相间的方格。每边的格子越多，要学的频率就越高，而网络总是先学会低频；可以对比不同的宽度和深度，以及正弦激活函数。</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>格数</translation>
    </message>
    <message>
        <source>How many squares stand along each side.</source>
        <translation>每条边上有多少个方格。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>A CSV file in UTF-8: one sample a row, numbers as inputs.</source>
        <translation>UTF-8 编码的 CSV 文件：每行一个样本，输入为数字。</translation>
    </message>
    <message>
        <source>There is no table to learn from yet; choose a CSV file under Data, or drop one on the window.</source>
        <translation>还没有可供学习的表格；请在“数据”中选择 CSV 文件，或把它拖到窗口上。</translation>
    </message>
    <message>
        <source>the last one</source>
        <translation>最后一列</translation>
    </message>
    <message>
        <source>Target column</source>
        <translation>目标列</translation>
    </message>
    <message>
        <source>Name or number (from 1) of the column to be learnt; empty: the last one. All other columns are inputs.</source>
        <translation>要学习的那一列的列名或列号（从 1 开始）；留空表示最后一列。其余各列都是输入。</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Target is</source>
        <translation>目标类型</translation>
    </message>
    <message>
        <source>What the target column holds. Automatic: text, and whole numbers with at most 20 different values that each occur twice on average, are classes.</source>
        <translation>目标列的内容。自动判断时，文字，以及不同取值不超过 20 种、平均每种至少出现两次的整数，都视为类别。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>表头</translation>
    </message>
    <message>
        <source>Whether the first row holds the names of the columns.</source>
        <translation>第一行是不是列名。</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>What stands between two cells of a row.</source>
        <translation>同一行中两个单元格之间的字符。</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>打乱顺序</translation>
    </message>
    <message>
        <source>Shuffle the rows before they are split; without it the first rows train and the last ones test. With a training share of 1 the order is always kept.</source>
        <translation>划分之前先打乱各行的顺序；不打乱时，前面的行用于训练，后面的行用于测试。训练集比例为 1 时始终保持原来的顺序。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>The idx file of the images, as train-images-idx3-ubyte, plain or .gz.</source>
        <translation>图像的 idx 文件，例如 train-images-idx3-ubyte，可以是 .gz 压缩文件。</translation>
    </message>
    <message>
        <source>There are no images to learn from yet; choose an idx file under Data, or drop it on the window.</source>
        <translation>还没有可供学习的图像；请在“数据”中选择 idx 文件，或把它拖到窗口上。</translation>
    </message>
    <message>
        <source>There are no photographs to learn from yet; choose the folder cifar-10-batches-bin under Data, or drop it on the window.</source>
        <translation>还没有可供学习的照片；请在“数据”中选择文件夹 cifar-10-batches-bin，或把它拖到窗口上。</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>The idx file of the labels; empty: the file beside the images that is named alike (train-labels-idx1-ubyte).</source>
        <translation>标签的 idx 文件；留空则使用图像旁边名称对应的文件（train-labels-idx1-ubyte）。</translation>
    </message>
    <message>
        <source>beside the images</source>
        <translation>与图像同目录</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>测试图像</translation>
    </message>
    <message>
        <source>The idx file of an own test set, if there is one.</source>
        <translation>单独的测试集的 idx 文件（如果有）。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Test labels</source>
        <translation>测试标签</translation>
    </message>
    <message>
        <source>The labels of the test images; empty: found as above.</source>
        <translation>测试图像的标签；留空则按上述方式查找。</translation>
    </message>
    <message>
        <source>Digits 8x8</source>
        <translation>手写数字 8×8</translation>
    </message>
    <message>
        <source>1,797 handwritten digits as images of 8 by 8 pixels: real data, small enough to train in seconds. Set a training share of 0.8 to see the accuracy on digits it has never seen, and look at the confusion matrix for the ones it mixes up.</source>
        <translation>1,797 个手写数字，8×8 像素的图像：真实数据，又小到几秒钟就能训练完。把训练集比例设为 0.8，可以看到网络在从未见过的数字上的准确率；再看看混淆矩阵，哪些数字会被它弄混。</translation>
    </message>
    <message>
        <source>MNIST, Fashion-MNIST and other images in idx files from your disk. With own test files these are the whole test set, and a training share below 1 leaves the rest of the training images out: a way to see overfitting on few images. Scale the inputs and use batches of about 128.</source>
        <translation>磁盘上 idx 格式的 MNIST、Fashion-MNIST 或其他图像。如果另有测试文件，测试集就全部来自它们；训练集比例小于 1 时，其余的训练图像弃而不用：这样可以看到图像很少时的过拟合。请对输入做缩放，批大小取 128 左右。</translation>
    </message>
    <message>
        <source>60,000 photographs of ten kinds of things, from the binary version on your disk. If the folder holds test_batch.bin, that is the whole test set, and a training share below 1 leaves the rest of the training images out. A network without convolutions gets about half of them right: see what more depth and width change, and what not.</source>
        <translation>十类事物的 60,000 张照片，读取磁盘上的二进制版。如果文件夹中有 test_batch.bin，测试集就全部来自它；训练集比例小于 1 时，其余的训练图像弃而不用。没有卷积的网络大约能分对一半：看看增加深度和宽度能改变什么，不能改变什么。</translation>
    </message>
    <message>
        <source>Folder or file</source>
        <translation>文件夹或文件</translation>
    </message>
    <message>
        <source>The folder cifar-10-batches-bin of the binary version, or one of its .bin files.</source>
        <translation>二进制版的文件夹 cifar-10-batches-bin，或其中的一个 .bin 文件。</translation>
    </message>
    <message>
        <source>Your own table from a CSV file: one sample a row, numbers as inputs, one column to be learnt, classes or numbers. Standardise the inputs where their sizes differ, and compare with them as they are to see why that matters.</source>
        <translation>您自己的 CSV 表格：每行一个样本，输入为数字，有一列是要学习的类别或数值。如果各输入的数量级不同，请先标准化，再与保持原样的输入对比，就能看出这一步为什么重要。</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>Points that you draw with the mouse. Put one point of another class into the middle of a cloud and see how the boundary goes around it, or draw what you think the network cannot learn.</source>
        <translation>用鼠标画出的点。在一团点的中间放一个另一类的点，看看边界怎样绕过它；或者画出您认为网络学不会的图案。</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>The points as [x, y, class], classes from 0 to 9.</source>
        <translation>形如 [x, y, 类别] 的点，类别为 0 到 9。</translation>
    </message>
    <message>
        <source>There are no points to learn from yet; draw some of two classes with the pencil of the decision surface.</source>
        <translation>还没有可供学习的数据点；请用决策边界面板中的铅笔画出两个类别的点。</translation>
    </message>
    <message>
        <source>All {available} samples are used; {asked} were asked for.</source>
        <translation>共有 {available} 个样本，已全部使用（要求 {asked} 个）。</translation>
    </message>
    <message>
        <source>{asked} of the {available} samples are used.</source>
        <translation>使用 {available} 个样本中的 {asked} 个。</translation>
    </message>
    <message>
        <source>The test set is the data&apos;s own; {unused} of the {wanted} training samples are left out, as data.train_share says.</source>
        <translation>测试集是数据自带的；按 data.train_share 的设置，{wanted} 个训练样本中有 {unused} 个没有使用。</translation>
    </message>
    <message>
        <source>The engine met an unexpected error ({error}); reset the run to try again, or change a setting.</source>
        <translation>引擎遇到意外错误（{error}）；请重置实验再试一次，或更改某项设置。</translation>
    </message>
    <message>
        <source>The computer&apos;s memory is full; use fewer or narrower layers, or a smaller batch size.</source>
        <translation>计算机内存已满；请减少层数或宽度，或减小批大小。</translation>
    </message>
    <message>
        <source>The memory of {device} is full; train on the CPU, or use a smaller width or batch size.</source>
        <translation>{device} 的内存已满；请改用 CPU 训练，或减小宽度或批大小。</translation>
    </message>
    <message>
        <source>Gain {gain} for {activation}: PyTorch&apos;s.</source>
        <translation>{activation} 的增益为 {gain}：PyTorch 给出的值。</translation>
    </message>
    <message>
        <source>Gain {gain} for {activation}: the exact forward gain, since PyTorch gives none.</source>
        <translation>{activation} 的增益为 {gain}：精确的前向增益，因为 PyTorch 没有给出。</translation>
    </message>
    <message>
        <source>PyTorch default</source>
        <translation>PyTorch 默认</translation>
    </message>
    <message>
        <source>Small random biases, spread like PyTorch&apos;s default weights. They place the kinks of ReLU units off the origin, which helps in the first layer of a small network. In a deep one they matter more than one thinks: when the weights shrink the signal from layer to layer, the biases are soon all that is left of it, and the output no longer depends on the input.</source>
        <translation>较小的随机偏置，分布范围与 PyTorch 默认的权重相同。它们使 ReLU 神经元的折点离开原点，这对小网络的第一层有帮助。在深层网络中，它们比想象的更重要：如果权重使信号逐层缩小，很快就只剩下偏置，输出不再依赖于输入。</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>All biases start at 0. The theory behind Xavier, Kaiming and LeCun init assumes it, and unlike zero weights it does no harm: the random weights already make the units different. With ReLU every unit then starts with its boundary through the origin, so on inputs with one feature all kinks lie at 0 until training moves them.</source>
        <translation>所有偏置都从 0 开始。Xavier、Kaiming 和 LeCun 初始化的理论都以此为前提；与全零的权重不同，它没有坏处，因为随机的权重已经使各神经元互不相同。使用 ReLU 时，每个神经元的分界线起初都过原点，因此如果输入只有一个特征，所有折点都在 0 处，直到训练把它们移开。</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>All biases start at one value. A small positive one, such as 0.1, was once recommended so that ReLU units start active; with Kaiming weights it is hardly needed, and it adds the same offset in every layer. A negative one starts units inactive: a sure way to watch born-dead networks.</source>
        <translation>所有偏置都从同一个值开始。过去有人建议取较小的正数（例如 0.1），使 ReLU 神经元一开始就处于激活状态；用了 Kaiming 权重后几乎没有必要，而且会给每一层加上同样的偏移。取负值会使神经元一开始就不激活：想看初始即死亡的网络，这个办法最可靠。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>The number c with which every bias starts.</source>
        <translation>每个偏置的初始值 c。</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正态分布</translation>
    </message>
    <message>
        <source>Normally distributed biases with one spread in all layers, whatever their width. A spread comparable to that of the pre-activations scatters the units&apos; boundaries over the data, which helps to fit functions with detail everywhere. A spread far above it drowns the signal: saturating units stick at one end, and ReLU units with a strongly negative bias are dead from the start.</source>
        <translation>偏置服从正态分布，无论宽度如何，各层的标准差都相同。标准差与激活前的值相当时，各神经元的分界线会散布在数据上，有利于拟合处处有细节的函数。标准差远大于它时，信号会被淹没：会饱和的神经元停在一端，偏置为很大负数的 ReLU 神经元从一开始就是死亡的。</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Mean μ of the biases.</source>
        <translation>偏置的均值 μ。</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Standard deviation σ of the biases.</source>
        <translation>偏置的标准差 σ。</translation>
    </message>
    <message>
        <source>Mean field</source>
        <translation>平均场</translation>
    </message>
    <message>
        <source>The bias half of the mean-field scheme, to be used with mean-field weights. σ_b is one axis of the phase map of deep networks: larger biases pull all inputs towards the same point (the ordered phase), so a larger σ_w is needed to stay on the critical line: for tanh σ_w = 1 at σ_b = 0, but 1.396 at σ_b = 0.3.</source>
        <translation>平均场方式中偏置的那一半，与平均场权重配合使用。σ_b 是深层网络相图的一个坐标轴：偏置越大，所有输入就越被拉向同一点（有序相），因此要留在临界线上就需要更大的 σ_w：对 tanh，σ_b = 0 时 σ_w = 1，而 σ_b = 0.3 时 σ_w = 1.396。</translation>
    </message>
    <message>
        <source>Standard deviation of the biases.</source>
        <translation>偏置的标准差。</translation>
    </message>
    <message>
        <source>{field}: a is {a} and b is {b}; a must not be greater than b.</source>
        <translation>{field}：a 为 {a}，b 为 {b}；a 不能大于 b。</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>均匀分布</translation>
    </message>
    <message>
        <source>Every weight is drawn evenly between a and b, whatever the size of the layer. What counts is the variance times the number of inputs, so one range cannot suit layers of different widths: the same ±0.1 that is fine for 300 inputs (for tanh) lets the signal fade in a layer of 16. Use it to see exactly that, or to repeat an old experiment; the schemes that look at fan_in do the arithmetic for you.</source>
        <translation>每个权重都在 a 与 b 之间均匀抽取，与层的大小无关。起作用的是方差乘以输入个数，因此同一个范围不可能适合宽度不同的层：同样是 ±0.1，对 300 个输入（tanh）正合适，对宽度为 16 的层却会使信号衰减。可以用它来观察这一点，或重现早期的实验；考虑 fan_in 的初始化方式会替您算好。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>Lower end a of the range.</source>
        <translation>范围的下端 a。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Upper end b of the range.</source>
        <translation>范围的上端 b。</translation>
    </message>
    <message>
        <source>Every weight is drawn from one normal distribution, whatever the size of the layer. With a small standard deviation such as 0.01 the signal and its gradient fade layer by layer, with 1 they explode or saturate: the best way to see why the schemes that divide by fan_in exist. The right value for ReLU is sqrt(2 / fan_in), which is what Kaiming uses.</source>
        <translation>每个权重都取自同一个正态分布，与层的大小无关。标准差小（例如 0.01）时，信号及其梯度逐层衰减；取 1 时则会爆炸或饱和：要明白为什么需要除以 fan_in 的初始化方式，这是最好的例子。对 ReLU 来说，合适的值是 sqrt(2 / fan_in)，也就是 Kaiming 所用的值。</translation>
    </message>
    <message>
        <source>Mean μ of the weights.</source>
        <translation>权重的均值 μ。</translation>
    </message>
    <message>
        <source>Standard deviation σ of the weights.</source>
        <translation>权重的标准差 σ。</translation>
    </message>
    <message>
        <source>All weights start at 0. In a network with hidden layers this is an experiment, not an option: the units of a layer differ in nothing but their biases, and since the next layer&apos;s weights are 0 too, no gradient reaches them at first. With zero biases it is worse: units of a layer stay copies of each other, and with ReLU or tanh only the output bias ever learns. Zeros are harmless for a single layer and for the output layer alone.</source>
        <translation>所有权重都从 0 开始。对有隐藏层的网络，这只是一个实验，而不是可用的选择：同一层的神经元除了偏置以外毫无差别，而且下一层的权重也是 0，起初没有任何梯度能传到它们。偏置也为零时更糟：同层的神经元始终一模一样，用 ReLU 或 tanh 时只有输出层的偏置在学习。只有在单层网络中，或只用于输出层时，全零才没有害处。</translation>
    </message>
    <message>
        <source>Ones</source>
        <translation>全一</translation>
    </message>
    <message>
        <source>All weights start at 1. Every unit of a layer adds up the same inputs with the same weights, and gets the same gradient: 16 units do the work of one (different biases can tell them apart only a little). The signal also grows by the number of inputs in every layer. Good for one thing: seeing why units must start different.</source>
        <translation>所有权重都从 1 开始。同层的每个神经元都用同样的权重对同样的输入求和，得到同样的梯度：16 个神经元只起一个的作用（不同的偏置也只能稍微区分它们）。信号还会在每一层按输入个数成倍增大。它只有一个用处：让人看清各神经元为什么必须从不同的值开始。</translation>
    </message>
    <message>
        <source>All weights start at one value. The value does not matter for what goes wrong: the units of a layer are copies of each other and stay so, since equal weights get equal gradients. With constant biases the rows of the weight matrix remain identical for ever, and the network is as good as one with a single unit per layer. Only random weights break this symmetry.</source>
        <translation>所有权重都从同一个值开始。问题与这个值是多少无关：同层的神经元一模一样，而且会一直如此，因为相等的权重得到相等的梯度。偏置为常数时，权重矩阵的各行永远相同，整个网络就相当于每层只有一个神经元。只有随机的权重才能打破这种对称。</translation>
    </message>
    <message>
        <source>The number c with which every weight starts.</source>
        <translation>每个权重的初始值 c。</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>从文件读取</translation>
    </message>
    <message>
        <source>Weights and biases of all layers are read from a safetensors file with layers.1.weight of shape (out, in) and layers.1.bias, counted from the input, in float32 or float64; the slopes that PReLU has learned stand in layers.1.slope, if they are there. Use it to start two runs from exactly the same point, to go on from weights trained elsewhere, or to study one particular start. Depth and widths of the network must be those of the file; the bias scheme is not used.</source>
        <translation>从 safetensors 文件读取所有层的权重和偏置，文件中应有形状为 (out, in) 的 layers.1.weight 和 layers.1.bias，从输入端数起，类型为 float32 或 float64；如有 PReLU 学到的斜率，则存放在 layers.1.slope 中。可以用它让两个实验从完全相同的点出发，继续训练别处得到的权重，或研究某一个特定的起点。网络的深度和宽度必须与文件一致；偏置的初始化方式不起作用。</translation>
    </message>
    <message>
        <source>A safetensors file with the weights of all layers.</source>
        <translation>保存所有层权重的 safetensors 文件。</translation>
    </message>
    <message>
        <source>There are no weights to begin with yet; choose a safetensors file below Init scheme, or drop one on the window.</source>
        <translation>还没有可用作初始值的权重；请在“初始化方式”下方选择 safetensors 文件，或把它拖到窗口上。</translation>
    </message>
    <message>
        <source>Fan</source>
        <translation>fan 模式</translation>
    </message>
    <message>
        <source>fan_in keeps the size of the activations on the way forward, fan_out that of the gradients on the way back.</source>
        <translation>fan_in 使前向传播中激活值的大小保持不变，fan_out 使反向传播中梯度的大小保持不变。</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>增益</translation>
    </message>
    <message>
        <source>Factor on the standard deviation that makes up for the activation; empty: PyTorch&apos;s value for the activation, or the exact one where PyTorch has none.</source>
        <translation>乘在标准差上、用来补偿激活函数影响的系数；留空则使用 PyTorch 为该激活函数给出的值，PyTorch 没有给出时使用精确值。</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>What nn.Linear does when nothing else is said. The code calls kaiming_uniform_ with a = √5, but that is Kaiming by name only: fan_in times the variance is 1/3, where ReLU needs 2. Shallow networks do not mind. In deep ones each ReLU layer shrinks signal and gradient by about 2.4, so that ten layers no longer train with plain SGD: that PyTorch initialises layers does not mean that it initialises yours well.</source>
        <translation>不作任何指定时 nn.Linear 的做法。代码中调用的是 a = √5 的 kaiming_uniform_，但这只是名义上的 Kaiming：fan_in 乘以方差等于 1/3，而 ReLU 需要 2。浅层网络不受影响。在深层网络中，每个 ReLU 层都把信号和梯度缩小到约 1/2.4，十层的网络用普通 SGD 就训练不动了：PyTorch 会初始化各层，并不表示它为您的网络做好了初始化。</translation>
    </message>
    <message>
        <source>Kaiming (He) normal</source>
        <translation>Kaiming (He) normal</translation>
    </message>
    <message>
        <source>Normal weights whose variance makes up for what the activation takes away: ReLU halves the mean square, so the gain is √2. With it 30 ReLU layers train where Xavier and the default stall at chance. It keeps the mean square only on average over many nets: in narrow deep networks single seeds still vary widely. “Kaiming for everything like ReLU” goes too far: SELU needs LeCun init.</source>
        <translation>正态分布的权重，其方差补偿了激活函数带走的部分：ReLU 使均方值减半，因此增益为 √2。用它，30 层的 ReLU 网络可以训练，而用 Xavier 或默认方式会停滞在随机猜测的水平。均方值不变只是对许多网络取平均的结果：在又窄又深的网络中，不同随机种子之间仍然相差很大。“凡是像 ReLU 的都用 Kaiming”说得过头了：SELU 需要 LeCun 初始化。</translation>
    </message>
    <message>
        <source>Kaiming (He) uniform</source>
        <translation>Kaiming (He) uniform</translation>
    </message>
    <message>
        <source>Kaiming&apos;s variance with a uniform distribution: the bound is √3 standard deviations. In wide layers only the variance matters, so it trains like the normal version; it avoids rare large weights, which small layers may feel. Do not confuse it with nn.Linear&apos;s default, which calls the same function with a gain of 1/√3 instead of √2.</source>
        <translation>方差与 Kaiming 相同的均匀分布：边界是标准差的 √3 倍。在宽的层中只有方差起作用，因此训练效果与正态版本相同；它避免了偶尔出现的很大的权重，这对小的层可能有影响。不要与 nn.Linear 的默认方式混淆，后者调用的是同一个函数，但增益是 1/√3 而不是 √2。</translation>
    </message>
    <message>
        <source>Xavier (Glorot) normal</source>
        <translation>Xavier (Glorot) normal</translation>
    </message>
    <message>
        <source>A compromise between keeping the activations&apos; size on the way forward and the gradients&apos; on the way back, derived for layers that are linear near 0: right for tanh. After ReLU, which it does not account for, every layer halves the mean square: 10 layers still train, 30 stay at chance. For sigmoid Glorot himself advises four times the value. The gain is 1 unless one is given, as in PyTorch.</source>
        <translation>在保持前向激活值大小与保持反向梯度大小之间的折中，由在 0 附近近似线性的层推导而来：适合 tanh。它没有考虑 ReLU，用于 ReLU 时每层使均方值减半：10 层还能训练，30 层就停在随机猜测的水平。对 sigmoid，Glorot 本人建议用四倍的值。与 PyTorch 一样，不指定时增益为 1。</translation>
    </message>
    <message>
        <source>Xavier (Glorot) uniform</source>
        <translation>Xavier (Glorot) uniform</translation>
    </message>
    <message>
        <source>The form in which the paper gives it, there called normalized initialization. Against the habit of its time, U ±1/√fan_in, it keeps the back-propagated gradient of a five-layer tanh network from shrinking twelvefold. Weight gradients alone would have hidden that: they are level in both cases, so look at ‖∂L/∂z‖. For deep ReLU networks take Kaiming.</source>
        <translation>论文给出的形式，文中称为 normalized initialization。与当时惯用的 U ±1/√fan_in 相比，它使五层 tanh 网络的反向传播梯度不再缩小到十二分之一。单看权重的梯度看不出这一点：两种情况下它们都很平稳，所以要看 ‖∂L/∂z‖。深层 ReLU 网络请用 Kaiming。</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation>正交</translation>
    </message>
    <message>
        <source>A random rotation: all singular values are equal, so a square layer neither stretches nor squeezes any direction. A deep linear network then passes signals and gradients on perfectly, where Gaussian weights of the same size leave some directions 10⁸ times weaker than others after 30 layers. With an activation the effect is smaller but real for tanh near 0; ReLU needs the gain √2 on top. If the layer is not square, rows or columns are orthonormal, whichever are fewer.</source>
        <translation>随机旋转：所有奇异值都相等，因此方阵层不会在任何方向上拉伸或压缩。深层线性网络由此可以完美地传递信号和梯度，而同样大小的高斯权重经过 30 层后，某些方向会比其他方向弱 10⁸ 倍。加上激活函数后，效果变小，但对 0 附近的 tanh 仍然明显；ReLU 还需要乘上增益 √2。如果该层不是方阵，则行与列中较少的一方构成标准正交组。</translation>
    </message>
    <message>
        <source>LeCun normal</source>
        <translation>LeCun normal</translation>
    </message>
    <message>
        <source>Variance 1/fan_in: it keeps the mean square of a signal through a linear layer. It is the init that SELU is made for; with it and zero biases, mean 0 and variance 1 hold through any depth. For ReLU it is too small by √2: each layer halves the mean square. PyTorch has no function of this name; it equals kaiming_normal_ with gain 1. The distribution is not truncated.</source>
        <translation>方差为 1/fan_in：信号经过线性层后均方值不变。SELU 就是配合它设计的；用它并令偏置为零，均值 0、方差 1 在任意深度都能保持。对 ReLU 来说它小了 √2 倍：每层使均方值减半。PyTorch 没有同名的函数；它等于增益为 1 的 kaiming_normal_。这里的分布不做截断。</translation>
    </message>
    <message>
        <source>Weights as the mean-field theory of wide networks describes them; choose mean-field biases with it. Together σ_w and σ_b decide how two inputs fare through depth: below the critical line they become alike and gradients vanish, above it they drift apart and gradients explode, on it information passes through deep networks. For tanh the line runs through σ_w = 1, σ_b = 0 and σ_w = 1.396, σ_b = 0.3; for ReLU it is the one point σ_w = √2, σ_b = 0. The theory holds for large widths, 100 and more.</source>
        <translation>按宽网络的平均场理论抽取权重；请同时选择平均场偏置。σ_w 和 σ_b 共同决定两个输入随深度如何变化：在临界线以下，它们变得相同，梯度消失；在临界线以上，它们互相远离，梯度爆炸；在临界线上，信息可以穿过很深的网络。对 tanh，临界线经过 σ_w = 1、σ_b = 0 和 σ_w = 1.396、σ_b = 0.3；对 ReLU，它只是一个点：σ_w = √2、σ_b = 0。该理论适用于很大的宽度（100 以上）。</translation>
    </message>
    <message>
        <source>Standard deviation of the weights times the square root of fan_in.</source>
        <translation>权重的标准差乘以 fan_in 的平方根。</translation>
    </message>
    <message>
        <source>{field} is empty; choose a safetensors file with weights.</source>
        <translation>“{field}”为空；请选择保存权重的 safetensors 文件。</translation>
    </message>
    <message>
        <source>{path} is no whole safetensors file; it may be cut short or of another format: save the weights again.</source>
        <translation>{path} 不是完整的 safetensors 文件，可能被截断或是其他格式；请重新保存权重。</translation>
    </message>
    <message>
        <source>{path} is no file; choose a safetensors file for {field}.</source>
        <translation>{path} 不是文件；请为“{field}”选择 safetensors 文件。</translation>
    </message>
    <message>
        <source>{path} has no tensor {tensor}; a network of {count} layers needs weight and bias of layers.1 to layers.{count}.</source>
        <translation>{path} 中没有张量 {tensor}；{count} 层的网络需要 layers.1 到 layers.{count} 的权重和偏置。</translation>
    </message>
    <message>
        <source>{path} holds {depth} layers, but the network has {count}; set the number of hidden layers to {hidden} or choose another file.</source>
        <translation>{path} 中有 {depth} 层，而网络有 {count} 层；请把隐藏层数设为 {hidden}，或选择其他文件。</translation>
    </message>
    <message>
        <source>{path}: {tensor} has the shape {found}, but the network needs {wanted}; change the network&apos;s widths or choose another file.</source>
        <translation>{path}：{tensor} 的形状为 {found}，而网络需要 {wanted}；请更改网络的宽度，或选择其他文件。</translation>
    </message>
    <message>
        <source>{path}: {tensor} has the type {type}; save it as float32 or float64.</source>
        <translation>{path}：{tensor} 的类型为 {type}；请保存为 float32 或 float64。</translation>
    </message>
    <message>
        <source>{path}: {tensor} has {count} values that are not finite (NaN or infinite); save the weights of a run that has not diverged.</source>
        <translation>{path}：{tensor} 中有 {count} 个值不是有限数（NaN 或无穷大）；请保存没有发散的实验的权重。</translation>
    </message>
    <message>
        <source>{field}: {loss} compares probabilities of classes, but the targets of these data are numbers; choose mse, mae or huber.</source>
        <translation>{field}：{loss} 比较的是各类别的概率，而这份数据的目标是数值；请选择 mse、mae 或 huber。</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>A sigmoid turns the output into a probability, and the loss is minus the logarithm of the probability given to the right class, as textbooks write it. With several classes each output answers yes or no for its own class. What goes wrong is rounding: in float32 the probability becomes exactly 1 near an output of 17; if the label is 0, the loss jumps from 16 to 100, where PyTorch cuts the logarithm off, and the gradient becomes exactly 0: a confidently wrong sample is no longer corrected. Binary cross-entropy with logits avoids this; away from such outputs both give the same curve.</source>
        <translation>先用 sigmoid 把输出变成概率，损失就是正确类别的概率的对数取负，与教科书的写法一致。多类别时，每个输出各自回答自己那一类的是与否。问题出在舍入：用 float32 时，输出到 17 左右概率就恰好等于 1；如果标签为 0，损失会从 16 跳到 100（PyTorch 在此截断对数），梯度恰好为 0，于是这个自信却判错的样本再也得不到纠正。直接用 logits 的二元交叉熵可以避免这一点；输出没有这么极端时，两者的曲线相同。</translation>
    </message>
    <message>
        <source>Binary cross-entropy with logits</source>
        <translation>二元交叉熵（直接用 logits）</translation>
    </message>
    <message>
        <source>Binary cross-entropy computed from the output itself (the logit) instead of from its sigmoid: the same function, without the rounding. The gradient is probability minus label, so a wrong sample pulls with up to its full weight however wrong it is. The one to use for two classes. What goes wrong: a sigmoid as output activation squeezes the logits to 0 … 1; then no probability leaves .5 … .73 and the loss stays high.</source>
        <translation>二元交叉熵，但直接由输出（logit）计算，不经过 sigmoid：函数相同，却没有舍入误差。梯度等于概率减去标签，因此判错的样本无论错得多离谱，都以接近满额的力量起作用。两个类别时应当用它。容易出错的地方：把 sigmoid 设为输出层激活函数，logits 就被压缩到 0 … 1，概率只能在 .5 … .73 之间，损失一直很高。</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>A softmax over the outputs gives one probability for each class; the loss is minus the logarithm of that of the right class, computed so that nothing overflows. The choice for more than two classes. A network that knows nothing starts near ln k for k classes (2.303 for ten); a much higher start means that the outputs begin too large. The softmax is part of the loss: one more of it in the network is a common mistake, shown by cross-entropy after softmax.</source>
        <translation>对输出做 softmax，得到每个类别的概率；损失是正确类别的概率的对数取负，计算方式保证不会溢出。两个以上类别时的选择。什么都没学到的网络，k 个类别的损失起点接近 ln k（十个类别为 2.303）；起点高得多，说明输出的初始值太大。softmax 已包含在损失中：在网络里再加一个是常见的错误，可以用“Softmax 之后再用交叉熵”来观察。</translation>
    </message>
    <message>
        <source>The mean of the absolute differences: every sample pulls with the same force however far off it is, so outliers do little harm, and the fit goes through the median. What goes wrong: near the minimum the gradient does not get smaller, it only changes its sign, so with a constant rate the loss rattles at a level set by the rate. On classes it decides for the commoner one outright where they overlap, instead of giving its share.</source>
        <translation>误差绝对值的平均：无论偏离多远，每个样本的作用力都相同，因此离群点的影响很小，拟合结果趋于中位数。容易出错的地方：在最小值附近梯度并不变小，只会变号，因此学习率不变时，损失会在由学习率决定的水平上来回跳动。用于分类时，在两类重叠之处它会干脆判给较多的一类，而不是给出其比例。</translation>
    </message>
    <message>
        <source>Cross-entropy after softmax</source>
        <translation>Softmax 之后再用交叉熵</translation>
    </message>
    <message>
        <source>A mistake that runs without an error: softmax in the network, then a loss that applies softmax again. Probabilities between 0 and 1 taken for logits differ by at most 1, so the second softmax makes them nearly equal (a class at .74 of ten falls to .18), the loss cannot fall below .3133, .5514 and 1.4612 for 2, 3 and 10 classes, and the gradient passes one more softmax that shrinks it. Accuracy may still rise, only more slowly. Here to be compared with cross-entropy.</source>
        <translation>一种不会报错的错误：网络里有了 softmax，损失函数又做一次 softmax。把 0 到 1 的概率当作 logits，彼此最多相差 1，第二次 softmax 就使它们几乎相等（十个类别中，.74 的类别降到 .18），2、3、10 个类别的损失分别不会低于 .3133、.5514 和 1.4612，梯度还要多穿过一个使它变小的 softmax。准确率仍可能上升，只是更慢。它在这里供您与交叉熵对比。</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>The mean of the squared differences between outputs and targets: the usual loss for numbers, best for errors with a bell-shaped spread. Far-off targets count with the square, so a few outliers or unscaled targets rule the fit and can make training diverge. It works on classes too, fitted as 0 and 1, but it also punishes outputs that are right beyond 1, and behind a sigmoid its gradient vanishes for confidently wrong samples.</source>
        <translation>输出与目标之差的平方的平均：数值目标最常用的损失，最适合呈钟形分布的误差。偏离大的目标按平方计，因此少数离群点或未缩放的目标就会左右拟合结果，甚至使训练发散。它也可以用于分类，把类别当作 0 和 1 来拟合，但它会惩罚超过 1 的正确输出；放在 sigmoid 之后时，自信却判错的样本的梯度会消失。</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>Squared for errors up to delta, absolute beyond: smooth at the minimum like mean squared error, calm about outliers like mean absolute error, and its gradient is never larger than delta. A good choice for numbers with outliers. What goes wrong: delta has the unit of the targets. Far below the usual error it is nothing but absolute error with a small gradient; far above the outliers it is half the squared error.</source>
        <translation>误差在 delta 以内取平方，超出后取绝对值：在最小值处像均方误差一样光滑，对离群点像平均绝对误差一样稳健，而且梯度从不超过 delta。适合有离群点的数值目标。容易出错的地方：delta 的单位与目标值相同。它远小于一般误差时，就只是梯度很小的绝对误差；远大于离群点时，就是均方误差的一半。</translation>
    </message>
    <message>
        <source>Delta</source>
        <translation>Delta</translation>
    </message>
    <message>
        <source>Error, in units of the target, up to which it is squared.</source>
        <translation>误差在此值以内取平方，单位与目标值相同。</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Mean loss over the batch, before the step. The loss after the last step is lower or higher again by one update.</source>
        <translation>本批次的平均损失，在更新之前计算。最后一步之后的损失还会因那一次更新而略低或略高。</translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>Mean loss over the whole test set. Rising while the training loss falls, it shows overfitting.</source>
        <translation>整个测试集的平均损失。训练损失下降而它上升，就是过拟合。</translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>Share of the batch that is classified rightly, before the step.</source>
        <translation>本批次中分类正确的比例，在更新之前计算。</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>Share of the whole test set that is classified rightly.</source>
        <translation>整个测试集中分类正确的比例。</translation>
    </message>
    <message>
        <source>The rate that the step uses: the base rate times the schedule&apos;s factor.</source>
        <translation>这一步实际使用的学习率：基础学习率乘以调度系数。</translation>
    </message>
    <message>
        <source>Global gradient norm</source>
        <translation>全局梯度范数</translation>
    </message>
    <message>
        <source>Length of the gradient of all parameters together, before decay and clipping: what clipping by norm compares with its limit.</source>
        <translation>所有参数的梯度合在一起的长度，在权重衰减和裁剪之前计算：按范数裁剪时，就是用它与上限比较。</translation>
    </message>
    <message>
        <source>Weight gradient norm</source>
        <translation>权重梯度范数</translation>
    </message>
    <message>
        <source>Back-propagated gradient norm</source>
        <translation>反向传播梯度范数</translation>
    </message>
    <message>
        <source>Bias gradient norm</source>
        <translation>偏置梯度范数</translation>
    </message>
    <message>
        <source>Frobenius norm of the gradient of a layer&apos;s weights, before decay and clipping. It can look level although the back-propagated signal vanishes: look at both. In float32 entries below about 1e-19 count as 0, since their squares do; float64 shows norms down to 1e-38.</source>
        <translation>某一层权重的梯度的 Frobenius 范数，在权重衰减和裁剪之前计算。即使反向传播的信号正在消失，它也可能很平稳：两者都要看。在 float32 下，小于约 1e-19 的分量按 0 计，因为它们的平方已为 0；float64 可以显示小到 1e-38 的范数。</translation>
    </message>
    <message>
        <source>Norm of the gradient that reaches a layer&apos;s pre-activations, over batch and units. This is what vanishes or explodes on its way from the output to the input. In float32 entries below about 1e-19 count as 0, since their squares do; float64 shows norms down to 1e-38.</source>
        <translation>传到某一层激活前的值的梯度的范数，对整批样本和所有神经元计算。在从输出到输入的途中消失或爆炸的，就是它。在 float32 下，小于约 1e-19 的分量按 0 计，因为它们的平方已为 0；float64 可以显示小到 1e-38 的范数。</translation>
    </message>
    <message>
        <source>Euclidean norm of the gradient of a layer&apos;s biases, before decay and clipping. In float32 entries below about 1e-19 count as 0, since their squares do; float64 shows norms down to 1e-38.</source>
        <translation>某一层偏置的梯度的欧几里得范数，在权重衰减和裁剪之前计算。在 float32 下，小于约 1e-19 的分量按 0 计，因为它们的平方已为 0；float64 可以显示小到 1e-38 的范数。</translation>
    </message>
    <message>
        <source>Weight norm</source>
        <translation>权重范数</translation>
    </message>
    <message>
        <source>Frobenius norm of a layer&apos;s weights, before the step.</source>
        <translation>某一层权重的 Frobenius 范数，在更新之前计算。</translation>
    </message>
    <message>
        <source>Update-to-weight ratio</source>
        <translation>更新/权重比</translation>
    </message>
    <message>
        <source>How far a step moves a layer&apos;s weights, relative to them. About 0.001 is a rule of thumb and no law: small networks train well with far more.</source>
        <translation>一步更新相对于该层权重的大小。0.001 左右只是经验值，不是定律：小网络在大得多的比值下也能训练得很好。</translation>
    </message>
    <message>
        <source>Dead units</source>
        <translation>死亡神经元</translation>
    </message>
    <message>
        <source>Percentage of a layer&apos;s units that fire on no sample of the whole training set. Such a unit gets no gradient; in a deeper layer it can come back when the layers before it change.</source>
        <translation>某一层中，在整个训练集的任何样本上都不激活的神经元的百分比。这样的神经元得不到梯度；在较深的层中，前面的层发生变化时，它可以复活。</translation>
    </message>
    <message>
        <source>Inactive units (this batch)</source>
        <translation>未激活神经元（本批次）</translation>
    </message>
    <message>
        <source>Percentage of a layer&apos;s units that fire on no sample of this batch. Dead units are among them, but a unit may just rest in this batch.</source>
        <translation>某一层中，在本批次的任何样本上都不激活的神经元的百分比。其中包括死亡神经元，但也可能只是在本批次中没有激活。</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>稀疏度</translation>
    </message>
    <message>
        <source>Percentage of a layer&apos;s activations that are exactly 0. For ReLU 40 to 60 % is normal: sparse is not dead.</source>
        <translation>某一层的激活值中恰好等于 0 的百分比。对 ReLU 来说，40 到 60 % 是正常的：稀疏不等于死亡。</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和</translation>
    </message>
    <message>
        <source>Percentage of a layer&apos;s activations on a flat end of the function, where the slope is under 5.91 % of the largest one: |tanh| &gt; 0.97, or |2 sigmoid - 1| &gt; 0.97.</source>
        <translation>某一层的激活值中处于函数平坦端的百分比，那里的斜率不到最大值的 5.91 %：|tanh| &gt; 0.97，或 |2 sigmoid - 1| &gt; 0.97。</translation>
    </message>
    <message>
        <source>Activation mean</source>
        <translation>激活值的均值</translation>
    </message>
    <message>
        <source>Mean of a layer&apos;s activations over the batch and the units.</source>
        <translation>某一层的激活值对整批样本和所有神经元的均值。</translation>
    </message>
    <message>
        <source>Activation standard deviation</source>
        <translation>激活值的标准差</translation>
    </message>
    <message>
        <source>Standard deviation of a layer&apos;s activations over the batch and the units (divided by their number). Shrinking from layer to layer, the signal dies out; growing, it explodes.</source>
        <translation>某一层的激活值对整批样本和所有神经元的标准差（除以总个数）。逐层变小，信号就会消失；逐层变大，信号就会爆炸。</translation>
    </message>
    <message>
        <source>Diverged share</source>
        <translation>发散比例</translation>
    </message>
    <message>
        <source>Share of the networks of a stack of seeds whose loss is no finite number. They are left out of median and quantiles.</source>
        <translation>一组不同随机种子的网络中，损失不再是有限数的网络所占的比例。它们不计入中位数和分位数。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Share of the last step&apos;s velocity that is kept; 0.9 sums about the last 10 gradients.</source>
        <translation>上一步的速度保留多少；0.9 大约相当于累加最近 10 个梯度。</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Added to the root in the denominator, so that nothing is divided by 0.</source>
        <translation>加在分母的平方根上，以免除以 0。</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>Decay of the running mean of gradients; 0.9 looks back over about 10 steps.</source>
        <translation>梯度滑动平均的衰减系数；0.9 大约相当于最近 10 步。</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>Decay of the running mean of squared gradients; 0.999 looks back over about 1000 steps.</source>
        <translation>梯度平方滑动平均的衰减系数；0.999 大约相当于最近 1000 步。</translation>
    </message>
    <message>
        <source>Plain gradient descent: a step against the gradient, its length in proportion to it; stochastic if the gradient comes from a mini-batch. It shows most plainly what happens in a network: where gradients vanish, the layer stands still, while Adam hides this. What goes wrong: above the rate 2 / sharpness it oscillates and diverges along the steepest direction, far below it crawls along the flat ones.</source>
        <translation>普通的梯度下降：沿负梯度方向走一步，步长与梯度成正比；梯度来自小批量时，就是随机梯度下降。它最直接地显示网络中发生了什么：梯度消失的层停滞不动，而 Adam 会把这一点掩盖起来。容易出错的地方：学习率高于 2 / 锐度 时，会沿最陡的方向震荡并发散；远低于它时，则在平坦的方向上缓慢爬行。</translation>
    </message>
    <message>
        <source>SGD with momentum</source>
        <translation>SGD + 动量</translation>
    </message>
    <message>
        <source>Heavy ball: gradients are summed into a velocity, which forgets with factor momentum. Along a steady slope the steps grow to 1 / (1 - momentum) times those of SGD, across a narrow valley they cancel. The sharpness up to which it is stable rises from 2 / rate to (2 + 2 momentum) / rate. What goes wrong: with momentum 0.9 the rate acts ten times as strongly, so a rate carried over from SGD may overshoot and swing for a long time.</source>
        <translation>重球法：把梯度累加为速度，速度按动量系数逐渐遗忘。在坡度稳定的方向上，步长会增大到 SGD 的 1 / (1 - momentum) 倍；在横穿狭谷的方向上则互相抵消。保持稳定的锐度上限从 2 / 学习率 提高到 (2 + 2 momentum) / 学习率。容易出错的地方：动量为 0.9 时，学习率的作用放大到十倍，因此照搬 SGD 的学习率可能会冲过头，并摆动很久。</translation>
    </message>
    <message>
        <source>Momentum that looks ahead: the step uses the velocity as it will be after the next decay, which damps the swinging of the heavy ball. Often a little faster than momentum on smooth losses, hardly different with noisy batches. Against its reputation it tolerates high rates less: with full batches it is stable up to a sharpness of (2 + 2 momentum) / (rate (1 + 2 momentum)), about a third of the heavy ball&apos;s at momentum 0.9.</source>
        <translation>会向前看的动量：用下一次衰减之后的速度来更新，从而减弱重球法的摆动。在光滑的损失上常比普通动量稍快，批次噪声大时几乎没有差别。与通常的说法相反，它更不能承受大的学习率：全量训练时，保持稳定的锐度上限为 (2 + 2 momentum) / (学习率 (1 + 2 momentum))，动量为 0.9 时约为重球法的三分之一。</translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation>Nesterov 动量</translation>
    </message>
    <message>
        <source>Each parameter&apos;s gradient is divided by the root of its running mean square, so all parameters move by about the rate, however small their gradients are: layers with vanishing gradients still train. What goes wrong: steps do not shrink as the gradient does, so near a minimum it rattles about at the size of the rate; and the first steps are about 1 / sqrt(1 - alpha) = 10 times too long, since the mean starts at 0 and is not corrected.</source>
        <translation>每个参数的梯度都除以其均方滑动平均的平方根，因此无论梯度多小，所有参数每步移动的距离都与学习率相当：梯度消失的层也能训练。容易出错的地方：步长不随梯度变小，因此在最小值附近会以学习率大小的幅度来回跳动；而且滑动平均从 0 开始又不加修正，最初几步会长到 1 / sqrt(1 - alpha) = 10 倍。</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Decay of the running mean of squared gradients; 0.99 looks back over about 100 steps.</source>
        <translation>梯度平方滑动平均的衰减系数；0.99 大约相当于最近 100 步。</translation>
    </message>
    <message>
        <source>Each parameter&apos;s gradient is divided by the root of the sum of all its squared gradients so far: rarely used inputs get long steps, and the rate anneals by itself. Made for sparse features. What goes wrong: the sum only grows, so steps shrink like 1 / sqrt(t), and a deep network may come to a stop before it has learned.</source>
        <translation>每个参数的梯度都除以它迄今所有梯度平方之和的平方根：很少用到的输入得到较大的步长，学习率也会自行减小。它是为稀疏特征设计的。容易出错的地方：这个和只增不减，步长按 1 / sqrt(t) 缩小，深层网络可能还没学会就停住了。</translation>
    </message>
    <message>
        <source>Momentum and RMSprop together, both corrected for their start at 0. Works over a wide range of rates and hardly needs tuning; the first steps are as long as the rate in every parameter. Because it divides by the gradient&apos;s size it hides vanishing gradients: a sigmoid network in which SGD stands still trains with Adam. What goes wrong: after a quiet stretch v is small, and one large gradient makes a spike in the loss; L2 weight decay is divided away with the gradient (see AdamW).</source>
        <translation>动量与 RMSprop 的结合，并都修正了从 0 开始造成的偏差。它适用的学习率范围很宽，几乎不需要调节；最初几步中，每个参数移动的距离都等于学习率。由于除以了梯度的大小，它会掩盖梯度消失：用 SGD 停滞不动的 sigmoid 网络，用 Adam 却能训练。容易出错的地方：平静一段时间之后 v 很小，一个大的梯度就会使损失出现尖峰；L2 权重衰减也会随梯度一起被除掉（见 AdamW）。</translation>
    </message>
    <message>
        <source>Adam with weight decay taken straight from the parameters instead of added to the gradient: every parameter shrinks by the factor 1 - rate x decay in each step, whatever its gradient&apos;s size. The usual choice where decay is wanted; without decay it is Adam. What goes wrong: decay acts through the rate, so a schedule changes it too; and biases are decayed like weights. PyTorch&apos;s own default decay is 0.01, here it is 0.</source>
        <translation>权重衰减不加到梯度上，而是直接作用于参数的 Adam：无论梯度多大，每一步都把每个参数乘以 1 - 学习率 × 衰减系数。需要权重衰减时的通常选择；衰减为 0 时就是 Adam。容易出错的地方：衰减通过学习率起作用，因此学习率调度也会改变它；偏置也和权重一样衰减。PyTorch 的默认衰减为 0.01，这里为 0。</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Steps from the start to the end of the schedule; empty: the length of the run, or 1000 steps if the run has no end.</source>
        <translation>调度从开始到结束的步数；留空则为实验的总步数，实验没有终点时为 1000 步。</translation>
    </message>
    <message>
        <source>whole run</source>
        <translation>整个实验</translation>
    </message>
    <message>
        <source>Lowest factor</source>
        <translation>最低系数</translation>
    </message>
    <message>
        <source>Share of the base rate that is left at the end of the cosine (eta_min / base rate).</source>
        <translation>余弦结束时剩下的学习率占基础学习率的比例（eta_min / 基础学习率）。</translation>
    </message>
    <message>
        <source>The learning rate stays as it is set. The right choice for looking at what the rate itself does, and enough for most small networks. Its limit: with small batches the loss stops falling at a level set by the gradient&apos;s noise, because steps do not get shorter; and a rate that is safe at the start may be slower than needed later.</source>
        <translation>学习率保持设定的值。要观察学习率本身的作用，这是合适的选择；对大多数小网络也足够了。它的局限：批大小很小时，损失会停在由梯度噪声决定的水平，因为步长不会变短；而且一开始安全的学习率，后来可能显得太慢。</translation>
    </message>
    <message>
        <source>Step decay</source>
        <translation>阶梯衰减</translation>
    </message>
    <message>
        <source>The rate is multiplied by gamma after each block of steps, the classic recipe of image networks. Long steps first find the region, short ones then settle in it: with mini-batches the loss falls visibly at each drop, since less gradient noise is followed. What goes wrong: a drop that comes too early freezes the run at a high loss, and that looks like convergence.</source>
        <translation>每过一段步数，学习率就乘以 gamma，这是图像网络的经典做法。先用大步长找到合适的区域，再用小步长安定下来：用小批量训练时，每次下降都能看到损失明显降低，因为跟随的梯度噪声变少了。容易出错的地方：下降得太早，会使实验停在较高的损失上，看起来却像是收敛了。</translation>
    </message>
    <message>
        <source>Steps between drops</source>
        <translation>下降间隔</translation>
    </message>
    <message>
        <source>Steps with the same rate; empty: a third of the run, or 333 steps if the run has no end.</source>
        <translation>学习率保持不变的步数；留空则为总步数的三分之一，实验没有终点时为 333 步。</translation>
    </message>
    <message>
        <source>a third</source>
        <translation>三分之一</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Factor on the rate at each drop.</source>
        <translation>每次下降时乘在学习率上的系数。</translation>
    </message>
    <message>
        <source>Exponential decay</source>
        <translation>指数衰减</translation>
    </message>
    <message>
        <source>The rate falls by the same ratio at every step and has become gamma times the base rate after one period; a straight line on a logarithmic axis. Smoother than step decay, with the same purpose: quiet the gradient noise towards the end. What goes wrong: the sum of all steps that are still to come is finite, so with a fast decay the network cannot reach a distant minimum however long it trains.</source>
        <translation>学习率每步按同样的比例下降，一个周期后变为基础学习率的 gamma 倍；在对数坐标上是一条直线。它比阶梯衰减更平滑，目的相同：在后期减弱梯度噪声。容易出错的地方：今后所有步长之和是有限的，因此衰减太快时，训练再久也到不了远处的最小值。</translation>
    </message>
    <message>
        <source>Factor on the rate after one period; with a period of 1 it is the factor of each step, as in PyTorch.</source>
        <translation>一个周期后学习率的系数；周期为 1 时就是每步的系数，与 PyTorch 相同。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Half a cosine wave from the base rate down: slow at first, steepest in the middle, gentle at the end; nothing to tune but the length. Past the period the rate rises again, exactly as in PyTorch, so a period that is too short shows as a loss that gets rough again; a period longer than the run never reaches the quiet end.</source>
        <translation>从基础学习率开始的半个余弦波：起初慢，中间最陡，最后平缓；除了长度，没有别的要调。过了周期，学习率会重新上升，与 PyTorch 完全相同，因此周期太短时，会看到损失又变得不平稳；周期比实验还长时，则永远到不了平缓的末尾。</translation>
    </message>
    <message>
        <source>Warm-up + cosine</source>
        <translation>预热 + 余弦</translation>
    </message>
    <message>
        <source>The rate first rises on a straight line, then falls along a cosine. A fresh network may stand where the loss is strongly curved, and Adam knows its averages from few gradients only; small first steps get past that, and a higher rate becomes possible afterwards. What goes wrong: a warm-up longer than needed costs time; one that is too short shows as a spike of loss and gradient norm when the rate peaks. Past the period the rate rises again, as in PyTorch.</source>
        <translation>学习率先沿直线上升，再沿余弦下降。刚初始化的网络可能处在损失曲率很大的地方，而 Adam 的滑动平均还只来自少数几个梯度；先用小步长渡过这一阶段，之后就能用更大的学习率。容易出错的地方：预热太长浪费时间；太短则会在学习率达到峰值时使损失和梯度范数出现尖峰。过了周期，学习率会重新上升，与 PyTorch 相同。</translation>
    </message>
    <message>
        <source>a tenth</source>
        <translation>十分之一</translation>
    </message>
    <message>
        <source>Not for training but for finding a rate: it grows by the same ratio at every step, from far too small to far too large. Where the loss starts to fall is the lowest useful rate; where it turns up, the limit: choose a third to a tenth of that. With SGD and full batches the turn comes after the rate passes 2 / sharpness. The loss takes some steps to grow, so a fast test places the limit too high. Smith raised the rate on a straight line; the exponential form covers several powers of ten.</source>
        <translation>不是用来训练，而是用来寻找学习率：每步按同样的比例增大，从远远太小直到远远太大。损失开始下降之处，是有用的最低学习率；损失转而上升之处，就是上限：取它的三分之一到十分之一。用 SGD 全量训练时，学习率超过 2 / 锐度 之后才会转折。损失增大需要若干步，因此测试太快会把上限估得过高。Smith 的原文让学习率沿直线增大；指数形式可以覆盖好几个数量级。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Steps of the rise, part of the period; empty: a tenth of it.</source>
        <translation>学习率上升的步数，包含在周期之内；留空则为周期的十分之一。</translation>
    </message>
    <message>
        <source>First factor</source>
        <translation>起始系数</translation>
    </message>
    <message>
        <source>Share of the base rate at the first step.</source>
        <translation>第一步的学习率占基础学习率的比例。</translation>
    </message>
    <message>
        <source>One cycle</source>
        <translation>单周期（One cycle）</translation>
    </message>
    <message>
        <source>One rise to the base rate, which is the peak here, and one long fall to almost nothing, both along half a cosine. The high rate in the middle crosses flat regions quickly and keeps out of sharp minima. Set the peak from a range test. What goes wrong: the length must be known before; after it the rate is next to zero and nothing moves any more. PyTorch also moves the momentum against the rate; here the momentum stays.</source>
        <translation>先升到基础学习率（在这里是峰值），再长长地降到几乎为零，都沿半个余弦变化。中段的高学习率能很快穿过平坦的区域，并避开尖锐的极小值。峰值可由学习率范围测试确定。容易出错的地方：必须事先知道长度；过了之后学习率接近零，什么也不再变化。PyTorch 还会让动量与学习率反向变化，这里动量保持不变。</translation>
    </message>
    <message>
        <source>Share of the rise</source>
        <translation>上升段比例</translation>
    </message>
    <message>
        <source>Part of the period in which the rate rises.</source>
        <translation>学习率上升的部分在周期中所占的比例。</translation>
    </message>
    <message>
        <source>Start divisor</source>
        <translation>起始除数</translation>
    </message>
    <message>
        <source>The first rate is the base rate divided by this.</source>
        <translation>第一步的学习率等于基础学习率除以此值。</translation>
    </message>
    <message>
        <source>End divisor</source>
        <translation>终止除数</translation>
    </message>
    <message>
        <source>The last rate is the first rate divided by this.</source>
        <translation>最后一步的学习率等于第一步的学习率除以此值。</translation>
    </message>
    <message>
        <source>Range test</source>
        <translation>范围测试</translation>
    </message>
    <message>
        <source>Multiple of the base rate at the first step.</source>
        <translation>第一步的学习率是基础学习率的多少倍。</translation>
    </message>
    <message>
        <source>Last factor</source>
        <translation>终止系数</translation>
    </message>
    <message>
        <source>Multiple of the base rate at the last step.</source>
        <translation>最后一步的学习率是基础学习率的多少倍。</translation>
    </message>
    <message>
        <source>{field} differs between networks that are to train as one stack.</source>
        <translation>要作为一组同时训练的网络，其“{field}”各不相同。</translation>
    </message>
    <message>
        <source>{field} is empty; give it a value.</source>
        <translation>“{field}”为空；请填写一个值。</translation>
    </message>
    <message>
        <source>{field} is {value}; it must be true or false.</source>
        <translation>“{field}”的值为 {value}；它必须是 true 或 false。</translation>
    </message>
    <message>
        <source>{field} is {value}; it must be a text.</source>
        <translation>“{field}”的值为 {value}；它必须是文本。</translation>
    </message>
    <message>
        <source>{field} is {value}; it must be a whole number.</source>
        <translation>“{field}”的值为 {value}；它必须是整数。</translation>
    </message>
    <message>
        <source>{field} is {value}; it must be a number.</source>
        <translation>“{field}”的值为 {value}；它必须是数字。</translation>
    </message>
    <message>
        <source>{field} is {value}; it must be a finite number.</source>
        <translation>“{field}”的值为 {value}；它必须是有限数。</translation>
    </message>
    <message>
        <source>{field} is {value}; it must be greater than {minimum}.</source>
        <translation>“{field}”的值为 {value}；它必须大于 {minimum}。</translation>
    </message>
    <message>
        <source>{field} is {value}; it must be at least {minimum}.</source>
        <translation>“{field}”的值为 {value}；它不能小于 {minimum}。</translation>
    </message>
    <message>
        <source>{field} is {value}; it must be at most {maximum}.</source>
        <translation>“{field}”的值为 {value}；它不能大于 {maximum}。</translation>
    </message>
    <message>
        <source>{field} is {value}; it must be greater than {minimum} and at most {maximum}.</source>
        <translation>“{field}”的值为 {value}；它必须大于 {minimum} 且不大于 {maximum}。</translation>
    </message>
    <message>
        <source>{field} is {value}; it must lie between {minimum} and {maximum}.</source>
        <translation>“{field}”的值为 {value}；它必须在 {minimum} 到 {maximum} 之间。</translation>
    </message>
    <message>
        <source>{field} must be a list of points, each [x, y, class], all finite numbers.</source>
        <translation>“{field}”必须是点的列表，每个点为 [x, y, 类别]，且全是有限数。</translation>
    </message>
    <message>
        <source>{field} is {value}, which is unknown; did you mean {near}?</source>
        <translation>“{field}”的值 {value} 无法识别；是不是想写 {near}？</translation>
    </message>
    <message>
        <source>{field} is {value}, which is unknown; choose one of: {choices}.</source>
        <translation>“{field}”的值 {value} 无法识别；可选的值有：{choices}。</translation>
    </message>
    <message>
        <source>{field}: {row} has no parameters; remove {name}.</source>
        <translation>{field}：{row} 没有参数；请删除 {name}。</translation>
    </message>
    <message>
        <source>{field}: {row} has no parameter {name}; it has: {names}.</source>
        <translation>{field}：{row} 没有参数 {name}；它的参数有：{names}。</translation>
    </message>
    <message>
        <source>{field} gives data of another shape or task for some networks of the stack.</source>
        <translation>“{field}”使同组的某些网络得到形状或任务不同的数据。</translation>
    </message>
    <message>
        <source>{field} is {batch}, more than the {count} training samples; choose a smaller batch or full.</source>
        <translation>“{field}”的值为 {batch}，超过了 {count} 个训练样本；请选择较小的批大小或 full。</translation>
    </message>
    <message>
        <source>The image could not be written to {path}; choose a folder that may be written to.</source>
        <translation>无法把图像写入 {path}；请选择可以写入的文件夹。</translation>
    </message>
    <message>
        <source>{field} is {value}, which this machine does not have; choose one of: {names}.</source>
        <translation>“{field}”的值为 {value}，这台计算机上没有；可选的有：{names}。</translation>
    </message>
    <message>
        <source>{field} is float64, which the device mps cannot compute; choose float32.</source>
        <translation>“{field}”为 float64，而设备 mps 不能计算；请选择 float32。</translation>
    </message>
    <message>
        <source>The device {device} computes wrong gradients (relative error {error}); train on the CPU instead.</source>
        <translation>设备 {device} 算出的梯度不正确（相对误差 {error}）；请改用 CPU 训练。</translation>
    </message>
    <message>
        <source>Loss chosen by the task: {loss}.</source>
        <translation>按任务选择的损失函数：{loss}。</translation>
    </message>
    <message>
        <source>{field} does not apply while training; start anew.</source>
        <translation>“{field}”不能在训练中更改；请重新开始。</translation>
    </message>
    <message>
        <source>The engine stopped unexpectedly (exit code {code}). Train starts a new one.</source>
        <translation>引擎意外停止（退出码 {code}）。按“训练”会启动新的引擎。</translation>
    </message>
    <message>
        <source>The engine stopped unexpectedly (killed by signal {signal}, maybe because memory ran out). Train starts a new one.</source>
        <translation>引擎意外停止（被信号 {signal} 终止，可能是内存不足）。按“训练”会启动新的引擎。</translation>
    </message>
    <message>
        <source>The engine stopped unexpectedly (signal {signal}). Train starts a new one.</source>
        <translation>引擎意外停止（信号 {signal}）。按“训练”会启动新的引擎。</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>pre-activations ‖∂L/∂z‖</source>
        <translation>激活前的值 ‖∂L/∂z‖</translation>
    </message>
    <message>
        <source>‖∂L/∂z‖ per layer</source>
        <translation>各层 ‖∂L/∂z‖</translation>
    </message>
    <message>
        <source>The gradient that reaches each layer: what vanishes or explodes on its way back from the output.</source>
        <translation>传到每一层的梯度：从输出往回传的途中，消失或爆炸的就是它。</translation>
    </message>
    <message>
        <source>weights ‖∂L/∂W‖</source>
        <translation>权重 ‖∂L/∂W‖</translation>
    </message>
    <message>
        <source>‖∂L/∂W‖ per layer</source>
        <translation>各层 ‖∂L/∂W‖</translation>
    </message>
    <message>
        <source>The gradient of each layer&apos;s weights. It can look level although the back-propagated one vanishes.</source>
        <translation>每层权重的梯度。即使反向传播的梯度正在消失，它也可能很平稳。</translation>
    </message>
    <message>
        <source>biases ‖∂L/∂b‖</source>
        <translation>偏置 ‖∂L/∂b‖</translation>
    </message>
    <message>
        <source>‖∂L/∂b‖ per layer</source>
        <translation>各层 ‖∂L/∂b‖</translation>
    </message>
    <message>
        <source>The gradient of each layer&apos;s biases.</source>
        <translation>每层偏置的梯度。</translation>
    </message>
    <message>
        <source>update-to-weight ratio ‖ΔW‖/‖W‖</source>
        <translation>更新/权重比 ‖ΔW‖/‖W‖</translation>
    </message>
    <message>
        <source>‖ΔW‖/‖W‖ per layer</source>
        <translation>各层 ‖ΔW‖/‖W‖</translation>
    </message>
    <message>
        <source>How far a step moves each layer&apos;s weights, relative to them; 0.001 is a rule of thumb and no law.</source>
        <translation>一步更新相对于每层权重的大小；0.001 只是经验值，不是定律。</translation>
    </message>
    <message>
        <source>rule of thumb</source>
        <translation>经验值</translation>
    </message>
    <message>
        <source>weight norm ‖W‖</source>
        <translation>权重范数 ‖W‖</translation>
    </message>
    <message>
        <source>‖W‖ per layer</source>
        <translation>各层 ‖W‖</translation>
    </message>
    <message>
        <source>How large each layer&apos;s weights are.</source>
        <translation>每层权重的大小。</translation>
    </message>
    <message>
        <source>dead: fire on no training sample</source>
        <translation>死亡：对全部训练样本都不激活</translation>
    </message>
    <message>
        <source>% of units that fire on no training sample</source>
        <translation>对全部训练样本都不激活的神经元（%）</translation>
    </message>
    <message>
        <source>Units without an activation above 0 on the whole training set, counted exactly at some steps.</source>
        <translation>在整个训练集上激活值从不大于 0 的神经元，只在某些步上精确统计。</translation>
    </message>
    <message>
        <source>inactive in this batch</source>
        <translation>本批次未激活</translation>
    </message>
    <message>
        <source>% of units that fire on no sample of this batch</source>
        <translation>对本批次所有样本都不激活的神经元（%）</translation>
    </message>
    <message>
        <source>Units without an activation above 0 in one batch; they may fire in the next.</source>
        <translation>在一个批次中激活值从不大于 0 的神经元；下一批次可能又会激活。</translation>
    </message>
    <message>
        <source>sparsity: activations equal to 0</source>
        <translation>稀疏度：激活值等于 0</translation>
    </message>
    <message>
        <source>% of activations that are exactly 0</source>
        <translation>恰好等于 0 的激活值（%）</translation>
    </message>
    <message>
        <source>Share of zeros among all activations; for ReLU about half is normal.</source>
        <translation>全部激活值中零所占的比例；对 ReLU 来说，约一半是正常的。</translation>
    </message>
    <message>
        <source>saturated: on a flat end</source>
        <translation>饱和：处于平坦端</translation>
    </message>
    <message>
        <source>% of activations on a flat end</source>
        <translation>处于平坦端的激活值（%）</translation>
    </message>
    <message>
        <source>Activations whose slope is below 5.91 % of the largest one.</source>
        <translation>斜率不到最大值的 5.91 % 的激活值。</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>distribution of a</source>
        <translation>a 的分布</translation>
    </message>
    <message>
        <source>distribution per layer</source>
        <translation>每层的分布</translation>
    </message>
    <message>
        <source>distribution of z</source>
        <translation>z 的分布</translation>
    </message>
    <message>
        <source>distribution of pre-activations</source>
        <translation>预激活值的分布</translation>
    </message>
    <message>
        <source>Histogram of each layer&apos;s activations on a fixed probe of the training data, each scaled to its own height; a bin that towers over the others is cut and its share written beside it.</source>
        <translation>在一组固定的训练样本上，每层激活值的直方图，各自缩放到同样的高度；如果某一格远高于其他格，则截断，并在旁边标出它所占的比例。</translation>
    </message>
    <message>
        <source>Histogram of each layer&apos;s pre-activations on a fixed probe of the training data, each scaled to its own height.</source>
        <translation>在一组固定的训练样本上，每层激活前的值的直方图，各自缩放到同样的高度。</translation>
    </message>
    <message>
        <source>mean ± standard deviation</source>
        <translation>均值 ± 标准差</translation>
    </message>
    <message>
        <source>mean ± standard deviation per layer</source>
        <translation>各层均值 ± 标准差</translation>
    </message>
    <message>
        <source>Mean of each layer&apos;s activations over batch and units, with a band of one standard deviation on each side; the heatmap shows the standard deviation.</source>
        <translation>每层激活值对整批样本和所有神经元的均值，上下各有一个标准差的色带；热力图显示标准差。</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>standard deviation per layer</source>
        <translation>各层标准差</translation>
    </message>
    <message>
        <source>Shrinking from layer to layer, the signal dies out; growing, it explodes.</source>
        <translation>逐层变小，信号就会消失；逐层变大，信号就会爆炸。</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Loss of each run: of each batch thin, smoothed thick, of the test set dashed.</source>
        <translation>每个实验的损失：细线为每个批次，粗线为平滑后，虚线为测试集。</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Samples classified rightly: of each batch thin, smoothed thick, of the test set dashed.</source>
        <translation>分类正确的样本：细线为每个批次，粗线为平滑后，虚线为测试集。</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>The rate each step used: base rate times schedule.</source>
        <translation>每一步实际使用的学习率：基础学习率乘以调度系数。</translation>
    </message>
    <message>
        <source>output {value}</source>
        <translation>输出层 {value}</translation>
    </message>
    <message>
        <source>biases {value}</source>
        <translation>偏置 {value}</translation>
    </message>
    <message>
        <source>batch {value}</source>
        <translation>批大小 {value}</translation>
    </message>
    <message>
        <source>seed {value}</source>
        <translation>种子 {value}</translation>
    </message>
    <message>
        <source>The engine could not be started ({reason}). Close other programs and press Train, or start Dynascope with --in-process.</source>
        <extracomment>a `Message`; what was open in the engine is gone</extracomment>
        <translation>无法启动引擎（{reason}）。请关闭其他程序后再按“训练”，或用 --in-process 启动 Dynascope。</translation>
    </message>
    <message>
        <source>Stopped before all results were written.</source>
        <translation>在写完全部结果之前已停止。</translation>
    </message>
    <message>
        <source>{field} is empty: set it, or give --steps.</source>
        <translation>“{field}”为空：请设置它，或给出 --steps。</translation>
    </message>
    <message>
        <source>{sentence} The results are in {path}.</source>
        <translation>{sentence}结果保存在 {path}。</translation>
    </message>
    <message>
        <source>No {name} was drawn: {reason}</source>
        <translation>未能绘制 {name}：{reason}</translation>
    </message>
    <message>
        <source>{path} is a file; choose a folder with --out.</source>
        <translation>{path} 是文件；请用 --out 指定一个文件夹。</translation>
    </message>
    <message>
        <source>{path} is a folder where a file is to be written; rename it.</source>
        <translation>{path} 是文件夹，而这里要写入文件；请将它改名。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}; choose another folder with --out.</source>
        <translation>无法写入 {path}：{reason}；请用 --out 选择其他文件夹。</translation>
    </message>
    <message>
        <source>Finished at step {step}.</source>
        <translation>在第 {step} 步完成。</translation>
    </message>
    <message>
        <source>Diverged at step {step}: the loss is no finite number; layer {layer} left the finite numbers first.</source>
        <translation>在第 {step} 步发散：损失不是有限数；最先出现非有限数的是第 {layer} 层。</translation>
    </message>
    <message>
        <source>Stopped after step {step}.</source>
        <translation>在第 {step} 步之后停止。</translation>
    </message>
    <message>
        <source>Failed after step {step}: {reason}</source>
        <translation>在第 {step} 步之后失败：{reason}</translation>
    </message>
    <message>
        <source>The speed is {value}; give a number of steps per second above 0.</source>
        <translation>速度为 {value}；请填写大于 0 的每秒步数。</translation>
    </message>
    <message>
        <source>The run diverged at step {step}; change a setting, or reset it.</source>
        <translation>实验在第 {step} 步发散；请更改某项设置，或重置实验。</translation>
    </message>
    <message>
        <source>{path} names no kind of animation; let it end in .gif or .webp.</source>
        <translation>{path} 不是动画文件名；请以 .gif 或 .webp 结尾。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}. Choose another folder.</source>
        <translation>无法写入 {path}：{reason}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>There was no picture to animate; train or play while the recording goes on.</source>
        <translation>没有可用于动画的画面；请在录制时训练或回放。</translation>
    </message>
    <message>
        <source>Nothing has been measured yet; press Train first.</source>
        <translation>还没有测量数据；请先按“训练”。</translation>
    </message>
    <message>
        <source>The run&apos;s data have not been loaded yet; press Train first.</source>
        <translation>实验的数据还没有载入；请先按“训练”。</translation>
    </message>
    <message>
        <source>The run has no weights yet; press Train first.</source>
        <translation>实验还没有权重；请先按“训练”。</translation>
    </message>
    <message>
        <source>Three activations on a disc</source>
        <translation>圆盘上的三种激活函数</translation>
    </message>
    <message>
        <source>Same data, same seed, three activations: watch the losses part. Sigmoid is slow here, not stuck: give it more steps, or a learning rate of 0.1.</source>
        <translation>同样的数据、同样的随机种子、三种激活函数：看损失曲线如何分开。Sigmoid 在这里是慢，而不是学不动：给它更多步数，或把学习率设为 0.1。</translation>
    </message>
    <message>
        <source>Vanishing gradients: Sigmoid at depth 8</source>
        <translation>梯度消失：深度 8 的 Sigmoid</translation>
    </message>
    <message>
        <source>Compare ‖∂L/∂z‖ of layer 1 and of the last layer: Sigmoid shrinks it at every layer, ReLU with Kaiming does not.</source>
        <translation>对比第 1 层与最后一层的 ‖∂L/∂z‖：Sigmoid 每层都使它变小，ReLU 配 Kaiming 则不会。</translation>
    </message>
    <message>
        <source>ReLU at depth 30: Xavier or Kaiming</source>
        <translation>深度 30 的 ReLU：Xavier 还是 Kaiming</translation>
    </message>
    <message>
        <source>Xavier halves the mean square of the activations at every ReLU layer and stalls; Kaiming keeps it and trains (He et al. 2015).</source>
        <translation>Xavier 在每个 ReLU 层都使激活值的均方值减半，训练停滞；Kaiming 使它保持不变，能够训练（He et al. 2015）。</translation>
    </message>
    <message>
        <source>Dying ReLU: too large a learning rate</source>
        <translation>ReLU 神经元死亡：学习率过大</translation>
    </message>
    <message>
        <source>Adam at 0.3 kills about half of the units, and the loss falls all the same: death is not failure.</source>
        <translation>学习率为 0.3 的 Adam 会使约一半神经元死亡，而损失照样下降：有神经元死亡，不等于训练失败。</translation>
    </message>
    <message>
        <source>Zero weights: units that stay twins</source>
        <translation>全零权重：始终一模一样的神经元</translation>
    </message>
    <message>
        <source>With all weights 0 every unit of a layer gets the same gradient, and the network learns no more than a constant.</source>
        <translation>所有权重都为 0 时，同一层的每个神经元得到同样的梯度，网络只能学到一个常数。</translation>
    </message>
    <message>
        <source>Two spirals: one hidden layer or three</source>
        <translation>两条螺旋线：一个隐藏层还是三个</translation>
    </message>
    <message>
        <source>Watch the decision surface wind up; the dashed line is the test loss.</source>
        <translation>观察决策边界如何逐渐卷起来；虚线是测试损失。</translation>
    </message>
    <message>
        <source>Handwritten digits: ReLU and Tanh</source>
        <translation>手写数字：ReLU 与 Tanh</translation>
    </message>
    <message>
        <source>1,797 images of 8 x 8 pixels: the confusion matrix shows which digits are taken for which.</source>
        <translation>1,797 张 8×8 像素的图像：混淆矩阵显示哪些数字被误认成了哪些数字。</translation>
    </message>
    <message>
        <source>Regression: a noisy sine</source>
        <translation>回归：带噪声的正弦</translation>
    </message>
    <message>
        <source>The fit follows the low frequencies first; ReLU fits with straight pieces, Tanh with smooth ones.</source>
        <translation>拟合曲线先跟上低频部分；ReLU 用折线拟合，Tanh 用光滑的曲线拟合。</translation>
    </message>
    <message>
        <source>The loss is no longer a finite number.</source>
        <translation>损失已不是有限数。</translation>
    </message>
    <message>
        <source>Mean loss of the newest batch.</source>
        <translation>最新批次的平均损失。</translation>
    </message>
    <message>
        <source>No better than {constant}, the loss of the best constant prediction.</source>
        <translation>并不优于最佳常数预测的损失（{constant}）。</translation>
    </message>
    <message>
        <source>{share} % of {constant}, the loss of the best constant prediction.</source>
        <translation>最佳常数预测的损失（{constant}）的 {share} %。</translation>
    </message>
    <message>
        <source>Its ratio to the training loss of the newest batch is {ratio}.</source>
        <translation>与最新批次训练损失之比为 {ratio}。</translation>
    </message>
    <message>
        <source>‖∂L/∂z‖ of layer 1 relative to layer {last}: near 1 it passes, far below it vanishes, far above it explodes.</source>
        <translation>第 1 层与第 {last} 层的 ‖∂L/∂z‖ 之比：接近 1 为正常，远小于 1 为消失，远大于 1 为爆炸。</translation>
    </message>
    <message>
        <source>Gradient reaching layer 1</source>
        <translation>到达第 1 层的梯度</translation>
    </message>
    <message>
        <source>{dead} of {total} hidden units fire on no training sample.</source>
        <translation>{total} 个隐藏层神经元中，{dead} 个对全部训练样本都不激活。</translation>
    </message>
    <message>
        <source>Median over the layers; 0.001 is a rule of thumb and no law.</source>
        <translation>各层中位数；0.001 是经验值，不是定律。</translation>
    </message>
    <message>
        <source>Layer {layer} has the largest share of activations on a flat end.</source>
        <translation>第 {layer} 层处于平坦端的激活值最多。</translation>
    </message>
    <message>
        <source>No activation lies on a flat end.</source>
        <translation>没有激活值处于平坦端。</translation>
    </message>
    <message>
        <source>Network {sizes}, {parameters} parameters, {dtype} on {device}.</source>
        <translation>网络 {sizes}，{parameters} 个参数，{dtype}，{device}。</translation>
    </message>
    <message>
        <source>{train} training and {test} test samples, {batch} a step.</source>
        <translation>{train} 个训练样本、{test} 个测试样本，每步 {batch} 个。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Whether its curves are shown, its colour and its number.</source>
        <translation>是否显示它的曲线，以及它的颜色和编号。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What tells the run apart from the others; F2 names it.</source>
        <translation>这个实验与其他实验的区别；按 F2 可改名。</translation>
    </message>
    <message>
        <source>Loss curve</source>
        <translation>损失曲线</translation>
    </message>
    <message>
        <source>The training loss so far, on a logarithmic axis.</source>
        <translation>到目前为止的训练损失，对数坐标。</translation>
    </message>
    <message>
        <source>Final loss</source>
        <translation>最终损失</translation>
    </message>
    <message>
        <source>The training loss at the last step, before its update.</source>
        <translation>最后一步的训练损失，在该步更新之前。</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>The share of the last batch that is classified rightly.</source>
        <translation>最后一个批次中分类正确的比例。</translation>
    </message>
    <message>
        <source>Steps/s</source>
        <translation>步/秒</translation>
    </message>
    <message>
        <source>Training steps per second, at the pace that is chosen.</source>
        <translation>按所选速度每秒训练的步数。</translation>
    </message>
    <message>
        <source>Differs in</source>
        <translation>不同的设置</translation>
    </message>
    <message>
        <source>Settings that differ from the reference run: the first one, or the one that is pinned.</source>
        <translation>与参照实验不同的设置；参照实验是第一个实验，或已固定的实验。</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What has become of the run.</source>
        <translation>这个实验的结果或当前状态。</translation>
    </message>
    <message>
        <source>The run needs about {needed} GB of memory, more than 60 % of the {free} GB that are free on {device}; choose a smaller width, depth or batch.</source>
        <translation>该实验约需 {needed} GB 内存，超过 {device} 空闲内存 {free} GB 的 60 %；请减小宽度、深度或批大小。</translation>
    </message>
    <message>
        <source>The run to be forked has ended meanwhile; train it again first.</source>
        <translation>要分叉的实验在此期间已经终止；请先重新训练。</translation>
    </message>
    <message>
        <source>A run that trains cannot be set to another of its states; pause it first.</source>
        <translation>正在训练的运行不能切换到自己的另一个状态；请先暂停它。</translation>
    </message>
    <message>
        <source>{path} holds nothing that can be read; drop settings (.json), a table (.csv), images (MNIST idx files, or CIFAR-10 .bin files or their folder) or weights (.safetensors).</source>
        <translation>{path} 中没有可以读取的内容；可以拖入设置（.json）、表格（.csv）、图像（MNIST 的 idx 文件，或 CIFAR-10 的 .bin 文件及其文件夹）或权重（.safetensors）。</translation>
    </message>
    <message>
        <source>There are no images beside the labels {path}; drop the file with the images, as train-images-idx3-ubyte, together with them.</source>
        <translation>标签文件 {path} 旁边没有图像文件；请把图像文件（如 train-images-idx3-ubyte）与它一起拖入。</translation>
    </message>
    <message>
        <source>The library {path} is in use by another program; close that one and try again.</source>
        <translation>其他程序正在使用实验库 {path}；请关闭该程序后重试。</translation>
    </message>
    <message>
        <source>{path} is a database of another program; choose another file.</source>
        <translation>{path} 是其他程序的数据库；请另选一个文件。</translation>
    </message>
    <message>
        <source>The library {path} was written by a newer version (schema {value}; this one knows {known}); update the program to open it.</source>
        <translation>实验库 {path} 由更新的版本写入（格式 {value}，本程序支持到 {known}）；请更新程序后再打开。</translation>
    </message>
    <message>
        <source>A picture of {width} × {height} pixels is too large; choose fewer dots per inch, or PDF.</source>
        <translation>{width} × {height} 像素的图片过大；请减小每英寸点数，或选择 PDF。</translation>
    </message>
    <message>
        <source>Text of {font} pt leaves no room in a figure of {width} × {height} cm; make the figure larger or the text smaller.</source>
        <translation>{font} pt 的文字在 {width} × {height} cm 的图中放不下；请加大图形或减小文字。</translation>
    </message>
    <message>
        <source>Single column, 8.5 cm</source>
        <translation>单栏，8.5 cm</translation>
    </message>
    <message>
        <source>Double column, 17.5 cm</source>
        <translation>双栏，17.5 cm</translation>
    </message>
    <message>
        <source>Slide, 16:9</source>
        <translation>幻灯片，16:9</translation>
    </message>
    <message>
        <source>The library {path} is damaged; it will be set aside at the next start.</source>
        <translation>实验库 {path} 已损坏；下次启动时会将其另存保留。</translation>
    </message>
    <message>
        <source>The library {path} is locked by another program; close that one and try again.</source>
        <translation>实验库 {path} 被其他程序锁定；请关闭该程序后重试。</translation>
    </message>
    <message>
        <source>The library {path} cannot grow: the disk is full or a quota is reached; make room and start again.</source>
        <translation>实验库 {path} 无法继续写入：磁盘已满或已达配额；请腾出空间后重新启动。</translation>
    </message>
    <message>
        <source>The library {path} cannot be written or read ({reason}); see to its folder, or name another file in DYNASCOPE_LIBRARY.</source>
        <translation>实验库 {path} 无法读写（{reason}）；请检查其所在文件夹，或在 DYNASCOPE_LIBRARY 中指定另一个文件。</translation>
    </message>
    <message>
        <source>The library {path} could not be used ({reason}); start again.</source>
        <translation>实验库 {path} 无法使用（{reason}）；请重新启动。</translation>
    </message>
    <message>
        <source>The library of runs was damaged; it was set aside as {path}, and a new one was begun.</source>
        <translation>实验库已损坏；原文件已另存为 {path}，并新建了一个实验库。</translation>
    </message>
    <message>
        <source>This run is open in another window; go on with it there.</source>
        <translation>该实验已在另一个窗口中打开；请在那里继续。</translation>
    </message>
    <message>
        <source>The disk of the library {path} is too slow: runs are not recorded any more.</source>
        <translation>实验库 {path} 所在的磁盘太慢：不再记录实验。</translation>
    </message>
    <message>
        <source>A run could not be recorded any further ({error}).</source>
        <translation>有一个实验无法继续记录（{error}）。</translation>
    </message>
    <message>
        <source>{problem} Runs are not recorded any more.</source>
        <translation>{problem}不再记录实验。</translation>
    </message>
    <message>
        <source>The library takes {total} MB of {limit} MB.</source>
        <translation>实验库占用 {total} MB，上限 {limit} MB。</translation>
    </message>
    <message>
        <source>The library takes {total} MB, more than {limit} MB, but all runs are starred or open; raise the limit or take stars away.</source>
        <translation>实验库占用 {total} MB，超过 {limit} MB，但所有实验都加了星标或正在打开；请提高上限或取消一些星标。</translation>
    </message>
    <message>
        <source>The library takes {total} MB, more than {limit} MB: the oldest {count} runs, begun up to {newest}, would be removed for good, which leaves {after} MB; star what you want to keep.</source>
        <translation>实验库占用 {total} MB，超过 {limit} MB：将永久删除最早的 {count} 个实验（{newest} 及以前开始的），之后占用 {after} MB；想保留的请加星标。</translation>
    </message>
    <message>
        <source>Several runs have an id that begins with {id}; give more of it.</source>
        <translation>有多个实验的编号以 {id} 开头；请多输入几位。</translation>
    </message>
    <message>
        <source>No snapshot of this run is kept at or before that step.</source>
        <translation>该实验在这一步及之前没有保存快照。</translation>
    </message>
    <message>
        <source>No run {id} is in the library; list shows all that are.</source>
        <translation>实验库中没有编号为 {id} 的实验；用 list 可列出全部实验。</translation>
    </message>
    <message>
        <source>{path} is no run of Dynascope, or was not copied whole; choose another file.</source>
        <translation>{path} 不是 Dynascope 的运行，或未完整复制；请选择其他文件。</translation>
    </message>
    <message>
        <source>{path} holds {value} files, more than {limit}: no run has so many; it is not opened.</source>
        <translation>{path} 含 {value} 个文件，超过 {limit} 个：任何运行都没有这么多；未打开。</translation>
    </message>
    <message>
        <source>{path} would unpack to {value} MB, which no run needs; it is not opened.</source>
        <translation>{path} 解压后将达 {value} MB，任何运行都不需要这么多；未打开。</translation>
    </message>
    <message>
        <source>{path} would unpack to {value} times its size, as no run does; it is not opened.</source>
        <translation>{path} 解压后将是其大小的 {value} 倍，正常的运行不会如此；未打开。</translation>
    </message>
    <message>
        <source>{path} holds the file {name}, which is no part of a run; it is not opened.</source>
        <translation>{path} 含有不属于运行的文件 {name}；未打开。</translation>
    </message>
    <message>
        <source>{path} holds the file {name} twice, so it was tampered with; it is not opened.</source>
        <translation>{path} 中文件 {name} 出现两次，说明被改动过；未打开。</translation>
    </message>
    <message>
        <source>{path} is encrypted; unpack it with its password, or ask for it without.</source>
        <translation>{path} 已加密；请用密码解开，或索取未加密的文件。</translation>
    </message>
    <message>
        <source>In {path} the file {name} is a link instead of data; it is not opened.</source>
        <translation>{path} 中的文件 {name} 是链接而不是数据；未打开。</translation>
    </message>
    <message>
        <source>In {path} the file {name} is packed in a way that is not known; export it anew.</source>
        <translation>{path} 中的文件 {name} 采用未知的压缩方式；请重新导出。</translation>
    </message>
    <message>
        <source>In {path} the file {name} is damaged; copy or export it anew.</source>
        <translation>{path} 中的文件 {name} 已损坏；请重新复制或导出。</translation>
    </message>
    <message>
        <source>{path} lacks the file {name}, so it is not whole; export it anew.</source>
        <translation>{path} 缺少文件 {name}，不完整；请重新导出。</translation>
    </message>
    <message>
        <source>{path} was written by a newer version (schema {value}; this one knows {known}); update the program to open it.</source>
        <translation>{path} 由更新的版本写成（schema {value}；此版本只认识 {known}）；请更新程序后再打开。</translation>
    </message>
    <message>
        <source>In {path} the file {name} does not hold what it should ({reason}); export it anew.</source>
        <translation>{path} 中的文件 {name} 内容不符（{reason}）；请重新导出。</translation>
    </message>
    <message>
        <source>In {path} the measurements are not those that {name} tells of (step {step}); export it anew.</source>
        <translation>{path} 中的测量与 {name} 所述不符（第 {step} 步）；请重新导出。</translation>
    </message>
    <message>
        <source>With all its snapshots and measurements the run takes more than {value} MB; save its measurements as CSV instead.</source>
        <translation>该运行连同全部快照和测量超过 {value} MB；请改为将测量保存为 CSV。</translation>
    </message>
    <message>
        <source>{problem} Until then, runs are kept only until the program ends.</source>
        <translation>{problem}在此之前，实验只保留到程序结束。</translation>
    </message>
    <message>
        <source>The snapshot of step {step} is no longer in the library; choose another one.</source>
        <extracomment>a run and a `Picture` of it a run and the event `Opened` of its viewer: facts and data that may not be known yet a run and a `Message`: why it cannot be shown the engine is gone, and with it what was asked for</extracomment>
        <translation>第 {step} 步的快照已不在实验库中；请另选一个。</translation>
    </message>
    <message>
        <source>★</source>
        <translation>★</translation>
    </message>
    <message>
        <source>A click stars a run; starred ones are never removed.</source>
        <translation>点击可加星标；加了星标的实验永远不会被清理。</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>When the run began to train.</source>
        <translation>实验开始训练的时间。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings that differ from those of the textbook experiment.</source>
        <translation>与教材实验不同的设置。</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>The last step that was measured.</source>
        <translation>最后测量的一步。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Words to find the run by, separated by commas; F2 on it.</source>
        <translation>便于查找的词，以逗号分隔；按 F2 编辑。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What you want to remember of the run; F2 on it.</source>
        <translation>关于这个实验想记住的内容；按 F2 编辑。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>What it takes on the disk, without what branches share.</source>
        <translation>占用的磁盘空间，不含与其他分支共用的部分。</translation>
    </message>
    <message>
        <source>Runs are not kept: no library was named.</source>
        <translation>实验不会保存：没有指定实验库。</translation>
    </message>
    <message>
        <source>The state of this run takes {size} GB, more than the {most} GB that can be kept.</source>
        <translation>该运行的状态占用 {size} GB，超过可保存的 {most} GB。</translation>
    </message>
    <message>
        <source>The state is of a network of {found} units and this one has {own}; a run goes on only with the same layers.</source>
        <translation>该状态属于单元数为 {found} 的网络，而当前网络为 {own}；只有各层相同的运行才能继续。</translation>
    </message>
    <message>
        <source>The state was kept by a newer version of Dynascope; update this one to use it.</source>
        <translation>该状态由更新版本的 Dynascope 保存；请升级本程序后再使用。</translation>
    </message>
    <message>
        <source>The state of the run is damaged, cut short or of another program; take an earlier one, or train the run anew.</source>
        <translation>该运行的状态已损坏、不完整或来自其他程序；请改用更早的状态，或重新训练该运行。</translation>
    </message>
    <message>
        <source>Files for TensorBoard need the package tensorboardX; install it with: {command}</source>
        <translation>导出 TensorBoard 文件需要 tensorboardX 包；安装命令：{command}</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>它是一个文件夹</translation>
    </message>
    <message>
        <source>a part of the path is not a folder</source>
        <translation>路径中有一部分不是文件夹</translation>
    </message>
    <message>
        <source>you have no permission</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>a file of that name is already there</source>
        <translation>已有同名文件</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>your share of the disk is used up</source>
        <translation>磁盘配额已用完</translation>
    </message>
    <message>
        <source>the disk can only be read</source>
        <translation>磁盘是只读的</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>名称太长</translation>
    </message>
    <message>
        <source>too many files are open</source>
        <translation>打开的文件太多</translation>
    </message>
    <message>
        <source>the disk does not answer rightly</source>
        <translation>磁盘读写出错</translation>
    </message>
    <message>
        <source>This run ends at step {end} and never comes to step {step}; choose an earlier one.</source>
        <translation>该运行在第 {end} 步结束，到不了第 {step} 步；请选择更早的步。</translation>
    </message>
    <message>
        <source>{name} has not been trained; no script can be made of it.</source>
        <translation>{name} 尚未训练，无法生成脚本。</translation>
    </message>
    <message>
        <source>All in one file (.dynascope)…</source>
        <translation>全部存入一个文件 (.dynascope)…</translation>
    </message>
    <message>
        <source>Measurements (CSV)…</source>
        <translation>测量结果 (CSV)…</translation>
    </message>
    <message>
        <source>Settings (JSON)…</source>
        <translation>设置 (JSON)…</translation>
    </message>
    <message>
        <source>PyTorch script…</source>
        <translation>PyTorch 脚本…</translation>
    </message>
    <message>
        <source>TensorBoard events…</source>
        <translation>TensorBoard 事件文件…</translation>
    </message>
    <message>
        <source>Step {step} of this run is not in the library (yet).</source>
        <translation>实验库中（还）没有这个实验的第 {step} 步。</translation>
    </message>
    <message>
        <source>Step {step} cannot be reached: no snapshot is kept since the settings were changed at step {changed}; choose that step, or a later snapshot.</source>
        <translation>无法到达第 {step} 步：在第 {changed} 步更改设置之后没有保存快照；请选择那一步或更晚的快照。</translation>
    </message>
    <message>
        <source>The measurements in {path} do not follow one another; export the run anew.</source>
        <translation>{path} 中的测量前后不连续；请重新导出该运行。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); choose another file.</source>
        <translation>无法读取 {path}（{reason}）；请选择其他文件。</translation>
    </message>
    <message>
        <source>{seeds} seeds cannot train as one stack; choose 1 to {most}.</source>
        <translation>{seeds} 个随机种子无法作为一组训练；请选择 1 到 {most} 个。</translation>
    </message>
    <message>
        <source>{models} networks with seeds of their own train as one stack; each is equal to a run by itself only to rounding. Pictures show the first.</source>
        <translation>{models} 个网络各用自己的随机种子，作为一组同时训练；每个网络与单独训练的结果仅在舍入误差内相同。图像显示的是第一个网络。</translation>
    </message>
    <message>
        <source>Nobody can be asked; give --yes to delete run {id}.</source>
        <translation>无法询问确认；要删除实验 {id}，请加上 --yes。</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); make room or choose another run.</source>
        <extracomment>a `Message`</extracomment>
        <translation>无法写入 {path}（{reason}）；请腾出空间，或选择另一个实验。</translation>
    </message>
    <message>
        <source>by step</source>
        <translation>按步</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>by epoch</source>
        <translation>按轮</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>its epochs are not known</source>
        <translation>轮数未知</translation>
    </message>
    <message>
        <source>by time</source>
        <translation>按时间</translation>
    </message>
    <message>
        <source>time spent training</source>
        <translation>训练用时</translation>
    </message>
    <message>
        <source>its time is not known</source>
        <translation>用时未知</translation>
    </message>
    <message>
        <source>The engine was lost, so the animation was not made; export it again.</source>
        <translation>引擎意外停止，动画没有生成；请重新导出。</translation>
    </message>
    <message>
        <source>No snapshots of the run are kept, so its past cannot be animated; train it, or record a panel while it trains.</source>
        <translation>该实验没有保存快照，无法制作过去的动画；请先训练它，或在训练时录制面板。</translation>
    </message>
    <message>
        <source>{name} went on under other settings ({field}) from step {step} on, which no plain script can tell; save the script of the run that it was split off from, or train with these settings from the start.</source>
        <translation>{name} 从第 {step} 步起改用了其他设置（{field}），普通脚本无法表达；请保存它所分叉自的那个实验的脚本，或从头用这些设置训练。</translation>
    </message>
    <message>
        <source>The file of weights {path} cannot be read ({reason}), so no script can be made; put it back.</source>
        <translation>无法读取权重文件 {path}（{reason}），因此无法生成脚本；请放回该文件。</translation>
    </message>
</context>
</TS>
