import { startAnswer } from './answer.js';
import { startAudit } from './audit.js';
import { startBuckets } from './buckets.js';
import { startConnection } from './connection.js';
import { startFiles } from './files.js';
import { startKeys } from './keys.js';
import { startLimits } from './limits.js';
import { startPanorama } from './panorama.js';
import { startSecondFactor } from './factor.js';
import { startSession } from './session.js';

[startAnswer, startBuckets, startAudit, startFiles, startKeys, startLimits, startPanorama, startSecondFactor, startSession, startConnection]
  .forEach((start) => start());
