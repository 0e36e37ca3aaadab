import { Me, PracticeDocument, Workspace } from '@kontor/contracts';
import {
  abilities,
  documentAbilities,
  meAbilities,
  postAbilities,
  threadAbilities,
  workspaceAbilities,
} from './abilities.js';
import { factsFor } from './testing/circumstances.js';

describe('abilities', () => {
  it('[P-32] [P-33] of a document tell an editor what is open, own documents and foreign ones apart', () => {
    const writing = { edit: true, describe: true, restore: false, attach: true };
    const foreign = { ...writing, archive: false, share: false, unshare: false };
    expect(documentAbilities(factsFor('ED', []))).toEqual(foreign);
    expect(documentAbilities(factsFor('ED', ['O']))).toEqual({ ...foreign, archive: true, unshare: true });
  });

  it('[P-6] [P-7] of an archived document leave only the way back and narrowing', () => {
    const closed = {
      edit: false,
      describe: false,
      archive: false,
      restore: false,
      attach: false,
      share: false,
    };
    expect(documentAbilities(factsFor('LP', ['D']))).toEqual({ ...closed, restore: true, unshare: true });
    expect(documentAbilities(factsFor('LP', ['D', 'W']))).toEqual({ ...closed, unshare: true });
  });

  it('[P-38] [P-39] offer coordinators to widen the circle before they have said why', () => {
    expect(documentAbilities(factsFor('LP', []))).toMatchObject({ share: true, unshare: true });
  });

  it('[P-23] [P-25] of a workspace show coordinators everything but leaving as the last one', () => {
    const all = {
      edit: true,
      archive: true,
      seeMembers: true,
      manageMembers: true,
      createDocument: true,
      createThread: true,
      announce: true,
      moderate: true,
      prepareCommitment: true,
    };
    expect(workspaceAbilities(factsFor('LP', ['o']))).toEqual({ ...all, leave: true });
    expect(workspaceAbilities(factsFor('LP', ['o', 'c']))).toEqual({ ...all, leave: false });
  });

  it('[P-5] [P-26] of an archived workspace leave the coordinator restoring and leaving', () => {
    expect(workspaceAbilities(factsFor('LP', ['W', 'o']))).toEqual({
      edit: false,
      archive: true,
      seeMembers: true,
      manageMembers: false,
      createDocument: false,
      createThread: false,
      announce: false,
      moderate: true,
      prepareCommitment: false,
      leave: true,
    });
  });

  it('[P-76] [P-77] of a post offer flagging to others than its author, hiding to coordinators', () => {
    expect(postAbilities(factsFor('CM', ['S']))).toMatchObject({ flag: true, moderate: false });
    expect(postAbilities(factsFor('CM', ['S', 'o']))).toMatchObject({ flag: false, moderate: false });
    expect(postAbilities(factsFor('LP', ['k']))).toMatchObject({ flag: true, moderate: true });
    expect(postAbilities(factsFor('LP', ['t']))).toMatchObject({ flag: false, moderate: false });
  });

  it('[P-46] offers a document to begin with a post to those who create drafts, while the post stands', () => {
    const offers = (...of: Parameters<typeof factsFor>) => postAbilities(factsFor(...of)).beginDocument;
    expect([offers('LP', ['S']), offers('ED', ['S']), offers('CM', ['S'])]).toEqual([true, true, false]);
    expect(offers('LP', ['S', 'W'])).toBe(false);
    expect(offers('LP', ['k'])).toBe(true);
    expect(offers('LP', ['t'])).toBe(false);
  });

  it('[P-70 to P-74] [P-78] [P-79] of a thread and its posts offer what the next act would be granted', () => {
    const nothing = {
      post: false,
      vote: false,
      setPoll: false,
      describe: false,
      accept: false,
      close: false,
      lock: false,
      moderate: false,
      move: false,
      rearrange: false,
    };
    expect(threadAbilities(factsFor('CM', ['S']))).toEqual({ ...nothing, post: true, vote: true });
    expect(threadAbilities(factsFor('CM', ['S', 'o']))).toEqual({
      ...nothing,
      post: true,
      vote: true,
      setPoll: true,
      describe: true,
      accept: true,
    });
    expect(threadAbilities(factsFor('ED', ['o', 'k']))).toEqual({
      ...nothing,
      close: true,
      moderate: true,
      move: true,
    });
    expect(threadAbilities(factsFor('LP', []))).toMatchObject({ move: true, rearrange: true });
    expect(postAbilities(factsFor('CM', ['S', 'o']))).toMatchObject({
      edit: true,
      delete: true,
      restore: false,
    });
    expect(postAbilities(factsFor('CM', ['S', 'o', 't']))).toMatchObject({
      edit: false,
      delete: false,
      restore: true,
    });
    expect(postAbilities(factsFor('LP', ['k']))).toMatchObject({
      edit: false,
      delete: true,
      restore: false,
    });
  });

  it('[P-14] [P-21] of the signed-in person open the operator pages to operators', () => {
    expect(meAbilities(factsFor('OP', []))).toEqual({
      createWorkspace: true,
      readMailOutbox: true,
      managePeople: true,
    });
    expect(meAbilities(factsFor('ED', []))).toEqual({
      createWorkspace: false,
      readMailOutbox: false,
      managePeople: false,
    });
  });

  it('[P-16] the operator sees the people page although the own account is out of reach', () => {
    expect(meAbilities(factsFor('OP', ['o'])).managePeople).toBe(true);
  });

  it('have exactly the shapes that responses promise', () => {
    const strict = (schema: { shape: object }, value: object): void =>
      expect(Object.keys(value).toSorted()).toEqual(Object.keys(schema.shape).toSorted());
    strict(PracticeDocument.shape.abilities, documentAbilities(factsFor('LP', [])));
    strict(Workspace.shape.abilities, workspaceAbilities(factsFor('LP', [])));
    strict(Me.shape.abilities, meAbilities(factsFor('LP', [])));
  });

  it('of any actions are named by the actions', () => {
    expect(abilities(factsFor('DM', []), ['practice-document.read', 'practice-document.edit'])).toEqual({
      'practice-document.read': true,
      'practice-document.edit': false,
    });
  });
});
