# Quand l'équipe du marchand reprend une conversation, puis la rend.

handed-over = Notre équipe a maintenant cette conversation, avec tout ce qui a été dit, et vous répondra ici. Je me tais jusqu'à ce qu'elle me rende la main.
staff-joined = { $name }, de notre équipe, est là et a lu ce qui a été dit.
handed-back = C'est à nouveau l'assistant. Votre panier est tel que vous l'avez laissé ; écrivez dès que vous avez besoin de quelque chose.
