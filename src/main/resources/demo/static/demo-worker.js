/* The worker that holds the connections of all tabs, with those of the demo. */
import './cuttable-event-source.js';
import './taskstream/shared-worker.js';
