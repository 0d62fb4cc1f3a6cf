"""One module per topic of reference cases: `compute(inputs)` and `agrees(key, expected, computed)`.

`compute` returns, for each key it knows, a callable without argument giving a plain value
(numbers, texts, lists, dictionaries). Nothing is computed before the callable is called.
`agrees` says whether two values of a key are the same within the tolerance of the topic.
"""
