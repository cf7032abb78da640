import {
  CodesDto,
  MakeTransferPlanInput,
  SetTransferChoicesInput,
  SetTransferCodesInput,
  TransferDto,
  TransferListDto,
} from "../../../transfers/schemas";
import { type Endpoint, withoutId } from "../endpoint";

/** Names that come over from another registrar. */
export const TRANSFERS: readonly Endpoint[] = [
  {
    method: "get",
    path: "/transfers",
    summary: "Names on their way, and transfers that were begun",
    permission: "operation.read",
    answer: TransferListDto,
  },
  {
    method: "post",
    path: "/transfers",
    summary: "Look at names that are to come over. Nothing is ordered; start the plan to do so",
    permission: "domain.pay",
    body: MakeTransferPlanInput,
    answer: TransferDto,
    hasIntent: true,
  },
  {
    method: "get",
    path: "/transfers/{id}",
    summary: "A transfer with its names",
    permission: "operation.read",
    answer: TransferDto,
  },
  {
    method: "post",
    path: "/transfers/{id}/codes",
    summary: "Keep auth codes, sealed",
    permission: "domain.pay",
    body: withoutId(SetTransferCodesInput),
    answer: CodesDto,
  },
  {
    method: "post",
    path: "/transfers/{id}/choices",
    summary: "Choose nameservers and registrant for all names of a transfer",
    permission: "domain.pay",
    body: withoutId(SetTransferChoicesInput),
    answer: TransferDto,
  },
  {
    method: "post",
    path: "/transfers/{id}/recheck",
    summary: "Look at the names of a transfer once more",
    permission: "domain.pay",
    answer: TransferDto,
  },
];
