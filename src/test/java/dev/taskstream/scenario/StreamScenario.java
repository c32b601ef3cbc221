package dev.taskstream.scenario;

import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.StreamCounters;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * What becomes of streams, which must all be released without a word to the application's
 * own handlers.
 */
abstract class StreamScenario extends Scenario {

	@Autowired
	OpenStreams streams;

	@Autowired
	StreamCounters counters;

	@Autowired
	BroadAdvice advice;

	@Autowired
	BroadInterceptor interceptor;

}
