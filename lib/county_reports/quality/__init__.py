"""How right the reading is: annotated figures, scores with intervals, what is taken for what."""
