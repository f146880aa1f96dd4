"""From what a document holds to what it says in answer to a form.

The wordings of the form are looked for (`finding`), those that follow the form best are taken
(`chain`), and what stands between them is split into the parts of each item (`splitting`).
"""
