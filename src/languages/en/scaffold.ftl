# Placeholder sentences in the files that `situ new` writes.

summary = One sentence about what the reader finds here.
lead = What is enough for now, in one or two sentences.
when = When to pause, for example before you answer.
sign = A sign by which the situation is recognised.
words = what people type into the search
intro = The answer in the first sixty words.
step = One short step.
note = Why this step is needed.
send = How it is sent, and what proves that it arrived.
letter = Good afternoon, [name]! The text to send stands between the two lines, with blanks in square brackets.
