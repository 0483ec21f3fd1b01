"""What a claim's editors are told beside the gates: arithmetic that does not add up."""

from claims.models import Claim, FigureStatus
from claims.quantities.checking import Finding, findings_in
from claims.snapshots import figure_values


def findings_of(claim: Claim) -> list[Finding]:
    """What does not add up among the figures of the working copy; rejected ones are none."""
    figures = [each for each in claim.figures.all() if each.status != FigureStatus.REJECTED]
    return findings_in(map(figure_values, figures))
