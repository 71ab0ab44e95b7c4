# The mail that takes the head of the evidence out of the house; a document in JSON follows it.

heads-mail-subject = Evidence of { $day }: keep this message
heads-mail-body =
    This is the signed state of the evidence of { $day }. Keep this message where nobody can change it: it proves later that nothing in the evidence up to then was changed.

    To check, save it as a file and run: comptoir audit verify --heads FILE
