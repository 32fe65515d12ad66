"""Doc and earlier findings in, attributions out: source, cue, content, stance, speaker and chain of each statement."""

from isnad.annotate.attribution.assemble import find_attributions

__all__ = ["find_attributions"]
