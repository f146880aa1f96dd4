"""A response as plain text that people edit: what stands for what, for whoever writes or reads it.

    # 3. What is the share of services offered online?
    [online_share.percentage]
    79
    @note Counted in May.

Lines that begin with `#` are not read. `[path]` says that what follows, up to the next such line,
is the answer at that path; what begins with `@` and one of four words is said about it.
"""
