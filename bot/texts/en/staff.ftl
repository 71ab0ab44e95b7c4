# When the merchant's own people take a conversation over and hand it back.

handed-over = Our team now has this conversation, with everything said so far, and will answer you here. I stay silent until they hand back to me.
staff-joined = { $name } from our team is here and has read what was said so far.
handed-back = This is the assistant again. Your cart is as you left it; write whenever you need something.
