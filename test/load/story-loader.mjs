import { randomBytes, randomUUID } from 'node:crypto';
import { person } from './graphql-over-http.mjs';
import { words } from './story-lines.mjs';

/** @typedef {import('./story-lines.mjs').StoryLine} StoryLine */
/** @typedef {{ stories: StoryLine[], url: string, name: string, onProgress?: (done: number, all: number) => void }} Load */

const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { person { id } } } }';
const START = `mutation ($input: StartPartnershipInput!) {
  startPartnership(input: $input) { partnership { id slug parties { id kind } } }
}`;
const INVITE = 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { url } }';
const ACCEPT = 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { member { id } } }';
const CREATE = 'mutation ($input: CreateStoryInput!) { createStory(input: $input) { story { key } } }';
const PAGE = `query ($slug: String!, $after: String) {
  partnership(slug: $slug) {
    stories(first: 100, after: $after, orderBy: NUMBER) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { key title narrative createdBy { party { kind } } } }
    }
  }
}`;

/**
 * Puts stories into a new partnership, as two people of two parties in turn, through the public API and nothing else, then
 * reads everything back.
 * @param {Load} load
 * @returns what differs after all: an empty `mismatches` means that nothing was lost or changed beyond white space.
 */
export async function loadStories({ stories, url, name, onProgress = () => {} }) {
  const { client, vendor, partnership } = await twoParties(url, name);
  /** @type {string[]} */
  const keys = [];
  for (const [i, { title, narrative }] of stories.entries()) {
    const input = { mutationId: randomUUID(), partnershipId: partnership.id, title, narrative };
    const { createStory } = await (i % 2 === 0 ? client : vendor)(CREATE, { input });
    keys.push(createStory.story.key);
    onProgress(i + 1, stories.length);
  }
  const mismatches = compare(stories, keys, await readBack(vendor, partnership.slug));
  return { slug: partnership.slug, keys, mismatches };
}

async function twoParties(/** @type {string} */ url, /** @type {string} */ name) {
  const [client, vendor] = [person(url), person(url)];
  await signUp(client, 'Claire Client');
  await signUp(vendor, 'Victor Vendor');
  const about = { name, purpose: '', timeZone: 'Europe/London', firstIterationDay: 1, keyPrefix: 'US' };
  const parties = { clientName: 'Client', vendorName: 'Vendor', side: 'CLIENT' };
  const started = await client(START, { input: { mutationId: randomUUID(), ...about, ...parties } });
  const { partnership } = started.startPartnership;
  const partyId = partnership.parties.find((/** @type {{ kind: string }} */ { kind }) => kind === 'VENDOR').id;
  const { inviteMember } = await client(INVITE, { input: { mutationId: randomUUID(), partyId, role: 'LEAD' } });
  const token = inviteMember.url.split('#')[1];
  await vendor(ACCEPT, { input: { mutationId: randomUUID(), token } });
  return { client, vendor, partnership };
}

const signUp = (/** @type {ReturnType<typeof person>} */ someone, /** @type {string} */ name) => {
  const email = `${name.toLowerCase().replace(' ', '.')}.${randomBytes(6).toString('hex')}@example.org`;
  const password = randomBytes(18).toString('base64url');
  return someone(SIGN_UP, { input: { name, email, password, timeZone: 'Europe/London' } });
};

/** @typedef {{ key: string, title: string, narrative: string, createdBy: { party: { kind: string } } }} Stored */

async function readBack(/** @type {ReturnType<typeof person>} */ someone, /** @type {string} */ slug) {
  /** @type {Stored[]} */
  const stored = [];
  let after = null;
  for (;;) {
    /** @type {{ partnership: { stories: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string }, edges: { node: Stored }[] } } }} */
    const { partnership } = await someone(PAGE, { slug, after });
    const { edges, pageInfo, totalCount } = partnership.stories;
    stored.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return { stored, totalCount };
    after = pageInfo.endCursor;
  }
}

/** @param {StoryLine[]} stories @param {string[]} keys @param {{ stored: Stored[], totalCount: number }} read */
function compare(stories, keys, { stored, totalCount }) {
  const mismatches = [];
  if (stored.length !== stories.length || totalCount !== stories.length)
    mismatches.push(
      `${stories.length} stories were put in, ${stored.length} came back, and the count says ${totalCount}`,
    );
  const byKey = new Map(stored.map((story) => [story.key, story]));
  for (const [i, line] of stories.entries()) {
    const story = byKey.get(keys[i] ?? '');
    if (!story) mismatches.push(`line ${line.number}: ${keys[i]} did not come back`);
    else if (words(story.narrative || story.title) !== line.text)
      mismatches.push(`line ${line.number}: ${story.key} says “${story.narrative || story.title}”`);
    else if (story.title !== line.title)
      mismatches.push(`line ${line.number}: ${story.key} has the title “${story.title}”`);
    else if (story.createdBy.party.kind !== (i % 2 === 0 ? 'CLIENT' : 'VENDOR'))
      mismatches.push(`line ${line.number}: ${story.key} was not written by the party that put it in`);
  }
  return mismatches;
}
