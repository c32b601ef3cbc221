package dev.taskstream.redis;

import java.time.Duration;

/**
 * How a relay is doing.
 *
 * @param available whether Redis answers
 * @param nodes how many nodes are known to be alive, including this one
 * @param published how many events this node has published
 * @param lag for how long the oldest event of this node has been waiting for Redis
 * @param waitingEnds how many tasks of this node have ended without Redis knowing
 */
public record RelayState(boolean available, int nodes, long published, Duration lag, long waitingEnds) {

}
