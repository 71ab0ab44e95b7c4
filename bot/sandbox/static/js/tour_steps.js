// The six steps of the tour. Each does the real thing through the chats on the page; buttons are
// found by their style, so that the tour works in every language.

import { t } from "./texts.js";

const GOODS = "GLV-NIT-L";

/** Whether the parser understands whole sentences; without it the tour writes article numbers. */
const sentences = (world) => world.state.parser === "ready";

async function identify(hand, world, person) {
  if (world.conversation(person).context) return;
  const { vat_number, email } = world.person(person);
  await hand.says(person, t("say-hello"));
  await hand.says(person, vat_number);
  await hand.saysCode(person, () => hand.says(person, email));
  await hand.until(() => world.conversation(person).context);
}

async function reorder(hand, world, { buyer }) {
  if (sentences(world)) {
    await hand.says(buyer, t("say-reorder"));
  } else {
    await hand.says(buyer, t("say-same"));
    await hand.says(buyer, `60 ${GOODS}`);
  }
  await hand.until(() => world.conversation(buyer).button("primary"));
}

async function send(hand, world, { buyer, approver, po_number }) {
  const conversation = world.conversation(buyer);
  await hand.presses(buyer, "primary");
  // A company that wants a purchase order number is asked for it before the total is confirmed.
  if (!conversation.answers[0].card.buttons.length) await hand.says(buyer, po_number);
  await hand.presses(buyer, "primary");
  await hand.until(() => world.conversation(approver).button("primary"));
}

async function approve(hand, world, { approver }) {
  const before = world.orders.length;
  await hand.presses(approver, "primary");
  await hand.until(() => world.orders.length > before);
}

async function look(hand, world, { buyer }) {
  await hand.says(buyer, sentences(world) ? t("say-status") : "/status");
  await hand.says(buyer, sentences(world) ? t("say-invoice") : "/invoice");
}

const known = (world, person) => Boolean(world.conversation(person).context);

/**
 * Each: `name` (of its texts), `shows` (the place to look at on a narrow screen), `blocked(world,
 * tour)` (the key of why it can't be done now, or null), `play(hand, world, tour)`, and
 * `done(world, tour)` where the world itself tells.
 */
export const STEPS = [
  {
    name: "identify",
    shows: "buyer",
    blocked: () => null,
    done: (world, { buyer, approver }) => known(world, buyer) && known(world, approver),
    play: async (hand, world, { buyer, approver }, show) => {
      await identify(hand, world, buyer);
      show("approver");
      await identify(hand, world, approver);
      show("buyer");
    },
  },
  {
    name: "ask",
    shows: "buyer",
    blocked: (world, { buyer }) => {
      if (!known(world, buyer)) return "blocked-identify";
      return sentences(world) ? null : `blocked-parser-${world.state.parser}`;
    },
    play: (hand, world, { buyer }) => hand.says(buyer, t("say-ask")),
  },
  {
    name: "reorder",
    shows: "buyer",
    blocked: (world, { buyer }) => (known(world, buyer) ? null : "blocked-identify"),
    play: reorder,
  },
  {
    name: "send",
    shows: "buyer",
    blocked: (world, { buyer }) =>
      world.conversation(buyer).button("primary") ? null : "blocked-reorder",
    play: send,
  },
  {
    name: "approve",
    shows: "approver",
    blocked: (world, { approver }) =>
      world.conversation(approver).button("primary") ? null : "blocked-send",
    play: approve,
  },
  {
    name: "look",
    shows: "buyer",
    blocked: (world, { buyer }) => {
      if (!known(world, buyer)) return "blocked-identify";
      return world.orders.length ? null : "blocked-approve";
    },
    play: async (hand, world, tour, show) => {
      await look(hand, world, tour);
      show("records");
    },
  },
];
