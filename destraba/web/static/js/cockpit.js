// The session while it goes on. Each file does one thing; the page works without any of them.

import "./cockpit/acts.js";
import "./cockpit/clocks.js";
import "./cockpit/drafts.js";
import "./cockpit/folds.js";
import "./cockpit/keys.js";
import "./cockpit/line.js";
import "./cockpit/mentions.js";
import "./cockpit/news.js";
import "./cockpit/sheet.js";
