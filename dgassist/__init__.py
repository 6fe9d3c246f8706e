"""dgassist (莞企政策助手): which municipal supports a Dongguan company can claim, and why.

The data flow one way:
resources -> build -> policies.db -> store -> engine -> plan -> report and ui.
Each package only knows the ones before it.
"""

__version__ = "0.1.0"
