"""The local AWS API: MiniStack in its own process, with what it lacks registered by our launcher.

``process`` starts and stops it and never loads MiniStack. Everything else here runs inside it.
"""
