edited = You changed your message after I had read it, so its first wording counted. Shall I read the new one as well? «{ $text }»
button-read-edit = Read the new wording
chat-unreachable = My messages no longer reach this person here: they blocked me, or never began.
approver-unreachable = { $name } can no longer be reached in their chat. I have sent them the request by e-mail.
others-may-decide = These may decide as well: { $names }.
notice-mail-subject = Your request at { $merchant }
notice-mail-body =
    { $told }

    To answer or go on, write to our ordering assistant in your chat again: it can no longer write to you there.

    { $merchant }
