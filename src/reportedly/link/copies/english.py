"""Sentences of English news that unrelated pages have in common word for word."""

import re

STOCK = re.compile(
    r"""
      \b(?:did|do|does|has|have|had|would|could)(?:\ not|n['’]t)\ (?:\w+\ ){0,2}
          (?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|return(?:ed)?|comment(?:ed)?|be\ reached)\b
    | \bdeclin(?:ed|es|ing)\ (?:to\ (?:further\ )?(?:comment|say|give)|comment)
    | \bavailable\ for\ comment\b
    | \b(?:spoke|speaking|talked)\ (?:\w+\ ){0,4}on\ (?:the\ )?condition\ (?:of\ anonymity|that\ they)
    | \b(?:could|can)\ ?not\ (?:be\ )?(?:immediately\ |independently\ ){1,2}(?:verif|confirm)
    | \bcontributed\ to\ this\ (?:report|story|article)
    | \b(?:re)?(?:porting|writing|editing)\ by\b
    | \ball\ rights\ reserved\b | \bmay\ not\ be\ (?:published|reproduced|broadcast) | \bcopyright\b | [©ⓒ]
    | \b(?:is|was)\ a\ (?:developing|breaking)\ (?:news\ )?story\b | \bstory\ (?:will\ be|has\ been|was)\ updated
    | \b(?:this|the)\ (?:article|story|post)\ (?:was|is|has\ been)\ (?:\w+\ )?(?:first\ )?(?:published|produced|auto)
    | \bnot\ been\ edited\ by\b | \bfor\ more\ (?:information|news|stories)\b | \bclick\ here\b | \bnewsletter\b
    | \banyone\ with\ (?:any\ )?information\b | \b(?:sign\ up|subscribe)\b | \bfollow\ (?:us|him|her|them)\ on\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What such a sentence has in it: it shows no copy, unless it stands in a longer passage."""
