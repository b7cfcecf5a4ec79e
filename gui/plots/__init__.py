"""Plot primitives: axes, curves, heatmap, sparkline; they know no run and no panel."""
