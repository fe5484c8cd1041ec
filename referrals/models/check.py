"""What an officer looks at while checking a referral: the answers side by side, and each problem with its evidence."""

from dataclasses import dataclass
from functools import cached_property

from eligibility.models import ProgrammeIndicator
from eligibility.rules import Assessment, Outcome, ProblemFinding
from eligibility.told import needs_a_professional
from families.models import Case
from referrals.models.assessment import case_of
from referrals.models.evidence import Answered, ReferralEvidence
from referrals.models.referral import Referral


@dataclass(frozen=True)
class Piece:
    """One piece of evidence, with what the programme asks of it."""

    row: ReferralEvidence
    sign: ProgrammeIndicator
    is_gap: bool  # it cannot be told yet whether it counts

    @property
    def needs_a_professional(self) -> bool:
        return needs_a_professional(self.sign.kind, self.row.problem_number)

    @property
    def unchecked(self) -> bool:
        return not self.row.found


@dataclass(frozen=True)
class ProblemUnderCheck:
    """One problem: met as it was sent, as told now, and on verified evidence only. None: cannot tell yet."""

    headline: str
    sent: dict
    told: ProblemFinding
    verified: ProblemFinding
    pieces: tuple[Piece, ...]
    answered: Answered | None

    @property
    def number(self) -> int:
        return self.told.problem

    @property
    def is_in_doubt(self) -> bool:
        """Is there more to say of it than that its evidence counts?"""
        return not self.told.met or not self.told.counts or len(self.told.because) < len(self.pieces)


class Check:
    """A referral with both answers of the rule, today. Reads everything in a fixed number of queries."""

    def __init__(self, referral: Referral):
        self.referral = referral
        self.case: Case = case_of(referral)
        self.told: Assessment = self.case.assess()
        self.verified: Assessment = self.case.verified().assess()

    @property
    def may_be_accepted(self) -> bool:
        return self.verified.outcome == Outcome.ELIGIBLE and self.referral.may_be_verified

    @property
    def sent_child(self) -> bool | None:
        """Was there a dependent child, as it was sent?"""
        return (self.referral.answer_as_sent or {}).get("dependent_child")

    @cached_property
    def problems(self) -> tuple[ProblemUnderCheck, ...]:
        headlines = self.case.programme.headlines
        answers = {answer.problem_number: answer for answer in self.referral.answers.all()}
        sent = {finding["problem"]: finding for finding in (self.referral.answer_as_sent or {}).get("problems", ())}
        verified = {finding.problem: finding for finding in self.verified.findings}
        return tuple(
            ProblemUnderCheck(
                headline=headlines[told.problem],
                sent=sent.get(told.problem, {"met": None, "counts": False}),
                told=told,
                verified=verified[told.problem],
                pieces=tuple(piece for piece in self.pieces if piece.row.problem_number == told.problem),
                answered=answers.get(told.problem),
            )
            for told in self.told.findings
        )

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        signs = {sign.indicator_id: sign for sign in self.referral.programme.indicators.select_related("indicator")}
        gaps = {position for finding in self.told.findings for position in finding.gaps}
        return tuple(
            Piece(row, signs[row.indicator_id], position in gaps)
            for position, row in enumerate(self.referral.evidence.all())
        )

    @property
    def unchecked(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.unchecked]

    @property
    def to_find_out(self) -> tuple[str, ...]:
        """The officer's check list: what keeps the answer open, and what was taken as so until somebody confirms it."""
        return (*self.told.reasons, *self.told.to_check)

    def place_after(self, checked: Piece) -> str:
        """Where on the page the work goes on once this piece is checked: the next unchecked one, else the decision."""
        following = self.pieces[self.pieces.index(checked) + 1 :]
        others = (piece for piece in (*following, *self.unchecked) if piece.unchecked and piece is not checked)
        upcoming = next(others, None)
        return f"#piece-{upcoming.row.pk}" if upcoming else "#answer"
