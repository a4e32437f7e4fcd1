import { describe, expect, test } from "vitest";
import {
  type FunctionCall,
  FunctionQueue,
  type QueueWorld,
} from "../../../addin/functions/queue.ts";
import type { FunctionResult, FunctionsAnswer } from "../../../shared/intelligence/functions.ts";
import { Refusal } from "../../../shared/refusal.ts";

const call = (...args: string[]): FunctionCall => ({ name: "FUND", args });
const number = (text: string): FunctionResult => ({ value: { kind: "number", text } });
const sentence = (message: string): FunctionResult => ({
  error: { code: "NOT_AVAILABLE", message },
});

/** A server and a clock that only move when the test says so. */
function stillWorld() {
  let time = 0;
  let version = "1";
  const timers: { at: number; act: () => void }[] = [];
  const asked: FunctionCall[][] = [];
  let answer: (calls: FunctionCall[]) => Promise<FunctionsAnswer> = (calls) =>
    Promise.resolve({
      asOf: "2026-11-23T12:00:00.000Z",
      dataVersion: version,
      results: calls.map(({ args }) => number(String(args[0]).length.toString())),
    });
  const world: QueueWorld = {
    ask: (calls) => {
      asked.push(calls);
      return answer(calls);
    },
    now: () => time,
    after: (ms, act) => timers.push({ at: time + ms, act }),
  };
  return {
    queue: new FunctionQueue(world),
    asked,
    sizes: () => asked.map(({ length }) => length),
    /** Lets so much time pass, and everything settle that follows from it. */
    pass: async (ms: number) => {
      const end = time + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers.splice(timers.indexOf(due), 1);
        time = Math.max(time, due.at);
        due.act();
        await settled();
      }
      time = end;
      await settled();
    },
    dataChanges: () => {
      version += "+";
    },
    serverAnswers: (how: typeof answer) => {
      answer = how;
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("the queue of cell functions", () => {
  test("asks once for all calls of a moment, and once for equal ones", async () => {
    const { queue, asked, pass } = stillWorld();
    const results = Promise.all([
      queue.value(call("F-1")),
      queue.value(call("F-22")),
      queue.value(call("F-1")),
    ]);
    await pass(50);
    const before = asked.length;

    await pass(50);

    expect(before).toBe(0);
    expect(asked).toEqual([[call("F-1"), call("F-22")]]);
    expect(await results).toEqual([number("3"), number("4"), number("3")]);
  });

  test("sends 500 calls at once without waiting, and the rest after the moment", async () => {
    const { queue, sizes, pass } = stillWorld();
    const all = Array.from({ length: 501 }, (_, at) => queue.value(call(`F-${at}`)));
    const atOnce = sizes();

    await pass(60);
    await Promise.all(all);

    expect(atOnce).toEqual([500]);
    expect(sizes()).toEqual([500, 1]);
  });

  test("gives an answer that is under way to whoever asks meanwhile", async () => {
    const { queue, asked, pass, serverAnswers } = stillWorld();
    const landings: ((answer: FunctionsAnswer) => void)[] = [];
    serverAnswers(() => new Promise((resolve) => landings.push(resolve)));
    const first = queue.value(call("F-1"));
    await pass(60);
    const second = queue.value(call("F-1"));
    await pass(60);

    landings[0]?.({ asOf: "", dataVersion: "1", results: [number("7")] });

    expect(await Promise.all([first, second])).toEqual([number("7"), number("7")]);
    expect(asked).toHaveLength(1);
  });

  test("remembers for ten minutes, or until the data changes", async () => {
    const { queue, sizes, pass, dataChanges } = stillWorld();
    const ask = async (name: string) => {
      const result = queue.value(call(name));
      await pass(60);
      return result;
    };
    await ask("F-1");
    await ask("F-1");
    const remembered = sizes().length;
    await pass(600_000);
    await ask("F-1");
    const aged = sizes().length;
    dataChanges();
    await ask("F-2");
    await ask("F-1");

    expect([remembered, aged, sizes().length]).toEqual([1, 2, 4]);
    expect(queue.state()).toMatchObject({ pending: 0, remembered: 2 });
  });

  test("keeps the 20,000 results that were asked for last", async () => {
    const { queue, sizes, pass } = stillWorld();
    const fill = async (from: number, to: number) => {
      const calls = Array.from({ length: to - from }, (_, at) =>
        queue.value(call(`F-${from + at}`)),
      );
      await pass(60);
      await Promise.all(calls);
    };
    await fill(0, 20_000);
    queue.known(call("F-0"));
    await fill(20_000, 20_001);
    const before = sizes().length;

    await fill(0, 1);
    await fill(1, 2);

    expect(queue.state().remembered).toBe(20_000);
    expect(sizes().length).toBe(before + 1);
  });

  test("asks again after forgetting, and does not remember what was under way", async () => {
    const { queue, asked, pass } = stillWorld();
    const before = queue.value(call("F-1"));
    await pass(60);
    await before;
    const old = queue.value(call("F-2"));
    queue.forget();
    await pass(60);
    await old;
    const after = queue.value(call("F-1"));
    await pass(60);

    expect(await after).toEqual(number("3"));
    expect(asked.map((calls) => calls.length)).toEqual([1, 1, 1]);
  });

  test("an answer to a question from before forgetting reaches its cell and nobody after it", async () => {
    const { queue, asked, pass, serverAnswers } = stillWorld();
    const landings: ((answer: FunctionsAnswer) => void)[] = [];
    serverAnswers(() => new Promise((resolve) => landings.push(resolve)));
    const early = queue.value(call("F-1"));
    await pass(60);
    queue.forget();
    const late = queue.value(call("F-1"));
    await pass(60);

    landings[0]?.({ asOf: "", dataVersion: "1", results: [number("1")] });
    landings[1]?.({ asOf: "", dataVersion: "2", results: [number("2")] });

    expect(await early).toEqual(number("1"));
    expect(await late).toEqual(number("2"));
    expect(queue.known(call("F-1"))).toEqual(number("2"));
    expect(asked).toHaveLength(2);
  });

  test("a server that is silent for fifteen seconds is asked once more, and then the cell says so", async () => {
    const { queue, asked, pass, serverAnswers } = stillWorld();
    serverAnswers(() => new Promise(() => undefined));
    const result = queue.value(call("F-1"));
    await pass(60 + 15_000);
    const asTwice = asked.length;
    await pass(15_000);

    expect(asTwice).toBe(2);
    expect(await result).toEqual(sentence("TPM did not answer; press Refresh values."));
    expect(queue.state()).toMatchObject({
      pending: 0,
      remembered: 0,
      failed: ["TPM did not answer; press Refresh values."],
    });
  });

  test("a server that fails once and then answers is forgiven", async () => {
    const { queue, pass, serverAnswers } = stillWorld();
    let attempts = 0;
    serverAnswers(() => {
      attempts += 1;
      return attempts === 1
        ? Promise.reject(new Error("connection lost"))
        : Promise.resolve({ asOf: "", dataVersion: "1", results: [number("5")] });
    });
    const result = queue.value(call("F-1"));
    await pass(60);

    expect(await result).toEqual(number("5"));
  });

  test("without a session every waiting cell says to sign in, after one question", async () => {
    const { queue, asked, pass, serverAnswers } = stillWorld();
    serverAnswers(() => Promise.reject(new Refusal("NOT_SIGNED_IN", "Nobody is signed in.")));
    const results = Array.from({ length: 600 }, (_, at) => queue.value(call(`F-${at}`)));
    await pass(0);
    await pass(60);

    expect(new Set((await Promise.all(results)).map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify(sentence("Sign in to TPM."))]),
    );
    expect(asked).toHaveLength(1);
    expect(queue.state()).toMatchObject({ pending: 0, remembered: 0 });
  });

  test("a refusal is told in the server's words, and not remembered", async () => {
    const { queue, pass, serverAnswers } = stillWorld();
    serverAnswers(() => Promise.reject(new Refusal("ROLE_MISSING", "Feeds may not read.")));
    const result = queue.value(call("F-1"));
    await pass(60);

    expect(await result).toEqual(sentence("Feeds may not read."));
    expect(queue.state().remembered).toBe(0);
  });

  test("a server that answers too few calls leaves no cell waiting", async () => {
    const { queue, pass, serverAnswers } = stillWorld();
    serverAnswers(() => Promise.resolve({ asOf: "", dataVersion: "1", results: [number("1")] }));
    const results = Promise.all([queue.value(call("F-1")), queue.value(call("F-2"))]);
    await pass(60);

    expect((await results)[1]).toEqual(sentence("TPM did not answer; press Refresh values."));
  });
});
