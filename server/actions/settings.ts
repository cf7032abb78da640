"use server";

import { saveSettings } from "../settings/save-settings";
import { action } from "./kit";

export const saveSettingsAction = action(saveSettings);
