import { EMPTY_OPERATION_QUERY, OperationDto, OperationListDto } from "../../../operations/schemas";
import { type Endpoint, parametersOf } from "../endpoint";

/** Single changes at registrars. */
export const OPERATIONS: readonly Endpoint[] = [
  {
    method: "get",
    path: "/operations",
    summary: "Changes at registrars, newest first",
    permission: "operation.read",
    query: parametersOf(EMPTY_OPERATION_QUERY),
    answer: OperationListDto,
  },
  {
    method: "get",
    path: "/operations/{id}",
    summary: "One change at a registrar",
    permission: "operation.read",
    answer: OperationDto,
  },
  {
    method: "post",
    path: "/operations/{id}/cancel",
    summary: "End a change that was not sent yet",
    permission: "domain.change",
    answer: OperationDto,
  },
];
