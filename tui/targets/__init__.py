"""Where a token can be handed over to. `make.make_target` makes a target of its configuration.

A target that is only listed loads no HTTP library: the first call does.
"""
