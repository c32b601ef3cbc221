package dev.taskstream.sse;

import java.time.Duration;

/**
 * The limits of streams. Values are expected to be valid.
 *
 * @param maxStreams how many streams may be open at once
 * @param keepAlive how long a stream may say nothing before a comment line goes out
 * @param stallTimeout how long a client may take nothing while something waits for it
 */
public record StreamSettings(int maxStreams, Duration keepAlive, Duration stallTimeout) {

}
