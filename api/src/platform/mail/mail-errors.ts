/** The server takes this mail not now or not at all: an unknown address, a full mailbox. Others may go. */
export class MailRefused extends Error {}

/** The server cannot be reached or does not let us in: nothing goes until it does. */
export class MailServerAway extends Error {}
