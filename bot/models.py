"""What travels between the modules: frozen values without behaviour of their own. Moments are aware, UTC."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.said import Said, Words, said
from bot.status import Status


@dataclass(frozen=True, slots=True)
class PaperLink:
    """A paper named in a message: `arxiv_id` without version ("1706.03762"), `version` as linked, or None.

    `named_as` is another site's name by which it was meant ("doi.org/10.1145/…"), "" where arXiv's own was used.
    """

    arxiv_id: str
    version: int | None = None
    named_as: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's record as arXiv gives it.

    `version` is the newest; `categories` holds the primary one first; `published` is the first version's moment,
    `updated` the newest's. `comment`, `journal_ref` and `doi` are None when absent.
    """

    arxiv_id: str
    version: int
    title: str
    abstract: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    published: datetime
    updated: datetime
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None

    @property
    def primary_category(self) -> str:
        """The category that arXiv lists it under, or "" when the record names none."""
        return self.categories[0] if self.categories else ""

    @property
    def url(self) -> str:
        """The page of its abstract."""
        return f"https://arxiv.org/abs/{self.arxiv_id}"


class Statement(StrEnum):
    """What a paper's own text says about its own code."""

    URL = "url"
    PROMISED = "promised"
    RELEASED = "released"
    ON_REQUEST = "on_request"
    NONE = "none"


class Nature(StrEnum):
    """What kind of work a paper is, as far as code is concerned."""

    SURVEY = "survey"
    THEORY = "theory"
    OTHER = "other"


class TextStatus(StrEnum):
    """What the text alone amounts to."""

    CODE = "code"
    PROMISED = "promised"
    REQUEST = "request"
    CLAIMED = "claimed"
    SURVEY = "survey"
    THEORY = "theory"
    GHOSTED = "ghosted"


class Confidence(StrEnum):
    """How sure a judgement is, the surest first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class TextField(StrEnum):
    """Where a text stands: in the record, or in the paper itself."""

    TITLE = "title"
    ABSTRACT = "abstract"
    COMMENT = "comment"
    FULL_TEXT = "full text"


SOURCE_KEYS = {
    TextField.TITLE: "source-title",
    TextField.ABSTRACT: "source-abstract",
    TextField.COMMENT: "source-comment",
    TextField.FULL_TEXT: "source-full-text",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a paper, verbatim: `field[start : start + len(text)] == text`, in code points of the field as given.

    In a full text `place` tells where they stand ("§1", "footnote 1", "Data availability"), and `start` counts from
    the beginning of that paragraph or note.
    """

    text: str
    field: TextField
    start: int
    place: str = ""

    @property
    def source(self) -> Said:
        """Who says so, for readers: "abstract", "full text, footnote 1"."""
        field = Said(SOURCE_KEYS[self.field])
        return said("source-place", source=field, place=self.place) if self.place else field


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paper's title, abstract and comment say. Every judgement carries the words that caused it.

    `own_urls` lead to the paper's own code or project page, `other_urls` are all the rest; both cleaned, in order of
    appearance, without repeats. `statement_quotes` is empty exactly when `statement` is NONE, `nature_quotes` exactly
    when `nature` is OTHER. `venue` is where the comment says it appeared ("CVPR 2023"), or None. The confidences
    are measured: of the judgements called high, at least 97 in 100 are right (`python -m tests.reading.score`).
    """

    own_urls: tuple[str, ...] = ()
    other_urls: tuple[str, ...] = ()
    statement: Statement = Statement.NONE
    nature: Nature = Nature.OTHER
    statement_confidence: Confidence = Confidence.HIGH
    nature_confidence: Confidence = Confidence.HIGH
    statement_quotes: tuple[Quote, ...] = ()
    nature_quotes: tuple[Quote, ...] = ()
    venue: str | None = None
    venue_quote: Quote | None = None

    @property
    def text_status(self) -> TextStatus:
        """The statement about code decides; where nothing is said, the nature."""
        if self.statement is not Statement.NONE:
            return _OF_STATEMENT[self.statement]
        return _OF_NATURE[self.nature]

    @property
    def confidence(self) -> Confidence:
        """How sure `text_status` is."""
        if self.statement is not Statement.NONE:
            return self.statement_confidence
        order = tuple(Confidence)
        return max(self.statement_confidence, self.nature_confidence, key=order.index)


_OF_STATEMENT = {
    Statement.URL: TextStatus.CODE,
    Statement.PROMISED: TextStatus.PROMISED,
    Statement.ON_REQUEST: TextStatus.REQUEST,
    Statement.RELEASED: TextStatus.CLAIMED,
}
_OF_NATURE = {
    Nature.SURVEY: TextStatus.SURVEY,
    Nature.THEORY: TextStatus.THEORY,
    Nature.OTHER: TextStatus.GHOSTED,
}


@dataclass(frozen=True, slots=True)
class FullReading:
    """What a paper's full text says of its own code, as Reading does for its record; quotes tell their place.

    `own_quotes` are the sentences that give the own links, one for each, in the order of `own_urls`; `ancillary` the
    paths of the files that came with its source.
    """

    own_urls: tuple[str, ...] = ()
    other_urls: tuple[str, ...] = ()
    statement: Statement = Statement.NONE
    quotes: tuple[Quote, ...] = ()
    own_quotes: tuple[Quote, ...] = ()
    ancillary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FullText:
    """What was read of one version of a paper, never the text itself.

    `form` is what was read ("HTML", "source", "PDF"), "" where the paper comes in no form that we read; `url` is where
    readers find it.
    """

    arxiv_id: str
    version: int
    form: str
    url: str
    reading: FullReading
    read_at: datetime


class FullTextState(StrEnum):
    """How far the reading of a full text has come: switched off, still in the queue, read, in no form that we read,
    or not to be had."""

    OFF = "off"
    WAITING = "waiting"
    READ = "read"
    ABSENT = "absent"
    FAILED = "failed"


class RepositoryState(StrEnum):
    """What a repository holds, best first: the order in which own links are weighed."""

    CODE = "code"
    NO_IMPLEMENTATION = "no_implementation"
    README_ONLY = "readme_only"
    EMPTY = "empty"
    GONE = "gone"


class Offer(StrEnum):
    """What a place offers to whoever comes."""

    FILES = "files"  # its `state` says what they are
    NOTHING = "nothing"  # a page that offers no code
    SOON = "soon"  # a page that announces code
    RESTRICTED = "restricted"  # files for whoever is granted them


@dataclass(frozen=True, slots=True)
class CodeLink:
    """A repository that an archive lists for a paper, as of `archived_at`.

    `is_official` and `is_in_paper` are what the archive says: that it is the authors', that the paper names it.
    """

    arxiv_id: str
    repository_url: str
    is_official: bool
    is_in_paper: bool
    framework: str
    archived_at: datetime


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy in an archive of what is gone: the archive's name, where to look at it, and when it was made."""

    source: str
    url: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, deposit, package, model or page as its host describes it.

    `url` is its present address (after a rename), `full_name` the present "owner/name"; the numeric ids tell a
    transfer from a name that a stranger took. `source` is the host as people know it. Where `offer` is not FILES,
    `state` is NO_IMPLEMENTATION and says nothing. `language`, `licence` (SPDX id) and `pushed_at` are None when unknown
    or never: deposits, packages and pages have no pushes. `n_code_files` counts files of programming languages;
    `is_partial`: not all files were listed, so their numbers are at least. `confidence` is how sure the state is.
    `promise` holds the words, verbatim, in which a README or page announces code; `notes` are short sentences for
    readers ("anonymised, may expire"); `via` is the page that led here. `manifest` is a file that names dependencies
    or builds it ("" none). `moved_to` is where the README of a repository without code says that it is now; of one that
    was found so, `via` is the former and the ids are its, too. `copy` is what an archive kept of what is gone.
    """

    url: str
    full_name: str
    state: RepositoryState
    repository_id: int | None = None
    owner_id: int | None = None
    stars: int = 0
    language: str | None = None
    licence: str | None = None
    archived: bool = False
    fork: bool = False
    created_at: datetime | None = None
    pushed_at: datetime | None = None
    n_files: int = 0
    n_code_files: int = 0
    source: str = ""
    offer: Offer = Offer.FILES
    confidence: Confidence = Confidence.HIGH
    promise: str = ""
    notes: tuple[Words, ...] = ()
    via: str = ""
    is_partial: bool = False
    manifest: str = ""
    has_tests: bool = False
    moved_to: str = ""
    copy: KeptCopy | None = None


@dataclass(frozen=True, slots=True)
class OwnLink:
    """An own link of a paper and what was found there.

    `repository` is what the host answered (state GONE: the host itself said so); None means that nothing is known,
    and `unknown_because` then says why in a few words ("GitHub could not be asked", "found, not checked yet").
    `is_name_lost`: the name of its host is not found.
    """

    url: str
    repository: Repository | None
    unknown_because: Words = ""
    is_name_lost: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a paper is received, as `source` tells. `citations` and `venue` are None when it does not know.

    `retracted_by` is who lists the paper as retracted, "" when nobody does; `asked_at` is when `source` told.
    """

    citations: int | None = None
    venue: str | None = None
    source: str = ""
    retracted_by: str = ""
    asked_at: datetime | None = None


class EvidenceKind(StrEnum):
    """Whether an evidence item quotes somebody's words or states what was seen."""

    QUOTE = "quote"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a verdict.

    `text` is the quoted words or the fact as a short sentence, `source` who says so ("abstract", "GitHub"), `url`
    where it was seen ("" when nowhere), `seen_at` when.
    """

    kind: EvidenceKind
    text: Words
    source: Words
    url: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paper on the same subject.

    `status` is None when it has not been scanned; `text_status` is what its text says, None when that was not read.
    """

    arxiv_id: str
    title: str
    status: Status | None = None
    text_status: TextStatus | None = None


@dataclass(frozen=True, slots=True)
class CommunityCode:
    """A repository that others connect with a paper: it is about the paper, and no verdict rests on it.

    `named_by` says who does ("GitHub search"). `repository` is what its host shows, None where that was not asked.
    `author` is the paper's author whose name its owner's fits, `disclaimer` its own words that it is not the authors';
    both "" where there is none.
    """

    url: str
    full_name: str
    named_by: tuple[Words, ...]
    repository: Repository | None = None
    author: str = ""
    disclaimer: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a verdict rests on beside links and standing: kept, so that it can be judged again without asking anybody.

    `unasked`: who might know of code and could not be asked; `full_text`: how far that was read, at `full_text_url`.
    """

    reading: Reading
    unasked: tuple[str, ...] = ()
    full_text: FullTextState = FullTextState.OFF
    full_text_url: str = ""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What one scan found, and which sources could not be asked (`unreachable`: names as people know them).

    `reason` is the verdict in one line; `would_be` what a grace period would be without its grace, else None;
    `notes` are lines that are no verdict ("we missed it"), shown as sentences; `unreachable` is sorted, each once;
    `community_code` holds what is likeliest to be of use first. `awaits_full_text`: the verdict rests on what was read
    so far, and is judged again when the full text is read.
    `contributed` are links that people contributed and somebody accepted, wherever they hold; `links` are the paper's
    own. `basis` is what else the verdict rests on, None in what was kept before it was.
    """

    arxiv_id: str
    status: Status
    confidence: Confidence
    reason: Words
    evidence: tuple[Evidence, ...]
    unreachable: tuple[str, ...]
    scanned_at: datetime
    would_be: Status | None = None
    links: tuple[OwnLink, ...] = ()
    standing: Standing = Standing()
    neighbours: tuple[Neighbour, ...] = ()
    notes: tuple[Words, ...] = ()
    community_code: tuple[CommunityCode, ...] = ()
    awaits_full_text: bool = False
    contributed: tuple[OwnLink, ...] = ()
    basis: Basis | None = None


class ContributionKind(StrEnum):
    """What a contribution speaks of."""

    CODE = "code"
    VENUE = "venue"
    STATUS = "status"


class ContributionWay(StrEnum):
    """How it came in."""

    REPLY = "reply"
    FORM = "form"
    COMMAND = "command"
    MENU = "menu"


class Claim(StrEnum):
    """What a contributed link to code is said to be; venues and verdicts are always OWN.

    NOT_OWN takes an own link away; COMMUNITY is somebody's code for the paper and never makes a verdict.
    """

    OWN = "own"
    COMMUNITY = "community"
    NOT_OWN = "not_own"


class ContributionState(StrEnum):
    """Where it stands. Which act leads from which to which: bot/contributions/rules.py."""

    CHECKING = "checking"
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"
    LAPSED = "lapsed"


class Decider(StrEnum):
    """Who brought a contribution to its state; NOBODY while nobody did."""

    NOBODY = ""
    MACHINE = "machine"
    MODERATOR = "moderator"
    VOTES = "votes"
    OWNER = "owner"
    AUTHOR = "author"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Contribution:
    """A correction that somebody proposed.

    `contribution_id` is short and speakable ("4fk9tz"). `value` is an address for code, free text for a venue, a Status
    value for a status; `key` the same in the form by which values are compared. `place_id` is the guild, or in a direct
    message its channel: only what is `is_shared` shows elsewhere. `answer_id` is the answered message of the bot (0: it
    came by command), `source_id` the reply that carried it (0 when none did). `finding` is what the machine check saw,
    as a sentence, `repository` what stood at the address then. `is_locked`: a moderator fixed it; `is_proven`: its
    evidence lies on the paper's own page or repository. `decided_by` and what follows say who brought it to its state,
    when (None: its author, when it was made) and why. `revision` counts its changes: who changes it names the one that
    was read. `notice_owed` is the revision whose decision its author is still to be told, 0 for none.
    """

    contribution_id: str
    arxiv_id: str
    kind: ContributionKind
    way: ContributionWay
    value: str
    author_id: int
    place_id: int
    channel_id: int
    answer_id: int
    created_at: datetime
    key: str = ""
    claim: Claim = Claim.OWN
    guild_id: int = 0
    source_id: int = 0
    evidence_url: str = ""
    note: str = ""
    state: ContributionState = ContributionState.CHECKING
    finding: Words = ""
    repository: Repository | None = None
    is_shared: bool = False
    is_locked: bool = False
    is_proven: bool = False
    decided_by: Decider = Decider.NOBODY
    decider_id: int = 0
    decided_at: datetime | None = None
    reason: Words = ""
    review_channel_id: int = 0
    review_message_id: int = 0
    revision: int = 1
    notice_owed: int = 0


def without_words(contribution: Contribution) -> Contribution:
    """A shared contribution as other places see it: the fact, without the names and words of its own place."""
    reason = contribution.reason if contribution.decided_by is Decider.MACHINE else ""
    return replace(contribution, author_id=0, decider_id=0, note="", reason=reason)


@dataclass(frozen=True, slots=True)
class Vote:
    """One member's word on a contribution. `member_since`: when they joined the guild, None when not known."""

    user_id: int
    agrees: bool
    voted_at: datetime
    member_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContributionEvent:
    """One act in the history of a contribution: `act` brought it to `state`; `actor_id` is 0 where no person acted."""

    contribution_id: str
    happened_at: datetime
    act: str
    state: ContributionState
    by: Decider
    actor_id: int
    value: str
    reason: Words = ""


@dataclass(frozen=True, slots=True)
class Community:
    """What people of one place say of a paper.

    `contributions`: those that are checked, open or accepted there, and shared ones from elsewhere, oldest first.
    `finders` are the people (ids) who found accepted code there and do not mind to be named.
    `emblems`: (status, how many hold it right), most first; a person's latest emblem counts. `n_agree` and `n_doubt`
    count the people who marked an answer so.
    """

    contributions: tuple[Contribution, ...] = ()
    emblems: tuple[tuple[Status, int], ...] = ()
    n_agree: int = 0
    n_doubt: int = 0
    finders: tuple[int, ...] = ()


class Tone(StrEnum):
    """How verdicts are called: by the names of the graveyard, or plainly."""

    CRYPT = "crypt"
    PLAIN = "plain"


class AnswerSize(StrEnum):
    """How large a server wants answers: by the number of papers and how busy the channel is, always compact, or one
    paper always in full."""

    AUTO = "auto"
    COMPACT = "compact"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What a server decides, with the defaults. Ids are Discord's; 0 stands for none, an empty list for nobody.

    `allowed_channels`: answered nowhere else, where any are named; also read again in full after the bot was away.
    `denied_channels`: never answered. A category or forum speaks for what is in it, a channel for its threads.
    `reaction_only`: a link gets the verdict's emblem as a reaction, and no message. `answer_in_thread`: answers stand
    in a thread on the message. `suppress_preview`: Discord's own preview of an answered link is taken away.
    `repeat_window_h`: how long the same paper in the same channel gets a pointer to the answer, 0: never.
    `allowed_bots`: bots and webhooks that are answered. `bare_ids`: a number alone, as 1706.03762, is a link too.
    `trusted_roles`: their members decide contributions, else `vote_threshold` members do by their votes.
    `review_channel_id`: where notices and contributions to decide go. `digest_channel_id`: where the weekly digest
    goes, 0: nowhere.
    """

    allowed_channels: tuple[int, ...] = ()
    denied_channels: tuple[int, ...] = ()
    tone: Tone = Tone.CRYPT
    size: AnswerSize = AnswerSize.AUTO
    reaction_only: bool = False
    answer_in_thread: bool = False
    suppress_preview: bool = False
    repeat_window_h: int = 24
    allowed_bots: tuple[int, ...] = ()
    bare_ids: bool = False
    trusted_roles: tuple[int, ...] = ()
    vote_threshold: int = 3
    review_channel_id: int = 0
    digest_channel_id: int = 0


@dataclass(frozen=True, slots=True)
class PersonSettings:
    """What a person decides for themselves.

    `is_ignored`: their messages are not read, their reactions and replies do not count. `wants_notices`: what became of
    their contributions is told them by direct message. Whether they are named beside what they found stands with the
    contributions.
    """

    is_ignored: bool = False
    wants_notices: bool = True


class AnswerForm(StrEnum):
    """How an answer is laid out; `reaction` is an emblem on the asker's message, and no message."""

    FULL = "full"
    COMPACT = "compact"
    LIST = "list"
    REACTION = "reaction"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the bot: to the message or interaction `trigger_id` of `asker_id`, about `papers`, in their order.

    `guild_id` is 0 in direct messages; `spoiler`: the asker hid a link as a spoiler, and so must the answer;
    `reply_id` is None while it is intended and not yet known to be sent, and the asked message itself in the form of
    a reaction. `pointed`: the papers (ids) that have an earlier answer in the channel and are only pointed to.
    `reply_channel_id`: where the reply stands, 0 where it stands beside its message. `is_frozen`: it is left as it is.
    `is_removed`: it was taken away, and its message is not to be answered again.
    """

    trigger_id: int
    channel_id: int
    guild_id: int
    asker_id: int
    papers: tuple[PaperLink, ...]
    intended_at: datetime
    spoiler: bool = False
    reply_id: int | None = None
    form: AnswerForm = AnswerForm.FULL
    pointed: tuple[str, ...] = ()
    reply_channel_id: int = 0
    is_frozen: bool = False
    is_removed: bool = False

    @property
    def place_id(self) -> int:
        """Where contributions to it are shown: its guild, or in a direct message its channel."""
        return self.guild_id or self.channel_id


class WatchKind(StrEnum):
    """What can be watched."""

    PAPER = "paper"
    AUTHOR = "author"
    KEYWORD = "keyword"


@dataclass(frozen=True, slots=True)
class Watch:
    """Somebody wants to hear of changes: of a paper's verdict, or of new papers of an author or on a keyword.

    `value` is the arXiv id, the name or the word. Notices go to the channel `channel_id`, or with 0 to the person.
    `told` is the verdict that was told last, or the ids of the newest papers that are no news, with blanks between
    ("" before the first look); `told_at` the moment of that verdict, or of the last look. `problem` is why the last
    notice could not be delivered ("" when it could).
    """

    watch_id: str
    person_id: int
    kind: WatchKind
    value: str
    channel_id: int
    guild_id: int
    created_at: datetime
    told_at: datetime
    told: str = ""
    problem: str = ""
