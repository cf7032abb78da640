"use server";

import { assignDomains } from "../portfolio/assign-domains";
import { freezeSelection } from "../portfolio/freeze-selection";
import { markSeen } from "../portfolio/mark-seen";
import { tagDomains } from "../portfolio/tag-domains";
import { changeView } from "../views/change-view";
import { removeView } from "../views/remove-view";
import { saveView } from "../views/save-view";
import { action } from "./kit";

export const tagDomainsAction = action(tagDomains);
export const markSeenAction = action(markSeen);
export const assignDomainsAction = action(assignDomains);
export const freezeSelectionAction = action(freezeSelection);
export const saveViewAction = action(saveView);
export const changeViewAction = action(changeView);
export const removeViewAction = action(removeView);
