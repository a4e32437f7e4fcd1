import { z } from "zod";
import { rowResultOf } from "../batch.ts";
import { Id } from "../ids.ts";
import { Claim } from "./claim.ts";

/** What became of one published row, as `POST /v1/claims/batch` and `GET /v1/publishes/{batchId}` answer it. */
export const PublishedRow = rowResultOf(Claim);
/** The same as it is kept: amounts as text. */
export type PublishedRow = z.input<typeof PublishedRow>;

/** `GET /v1/publishes/{batchId}`: what was saved of a publish whose answer was lost. */
export const PublishAnswer = z.object({ batchId: Id, results: z.array(PublishedRow) });
