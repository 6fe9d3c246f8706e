"""What a document is worth, in a word, and the class of the tag that says so."""

from __future__ import annotations

from dgassist.model.provenance import DocumentStatus

STATUS = {
    DocumentStatus.IN_FORCE: ("现行", "tag-true"),
    DocumentStatus.PLAN: ("方案", "tag"),
    DocumentStatus.DRAFT: ("征求意见稿，没有生效", "tag-unknown"),
    DocumentStatus.ENDED: ("已到期", "tag-false"),
}
