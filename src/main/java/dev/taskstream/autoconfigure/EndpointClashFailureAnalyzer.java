package dev.taskstream.autoconfigure;

import dev.taskstream.sse.EndpointClashException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A failure analyzer for an {@link EndpointClashException}.
 */
final class EndpointClashFailureAnalyzer extends AbstractFailureAnalyzer<EndpointClashException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EndpointClashException cause) {
		return new FailureAnalysis(
				"The application maps requests that an endpoint of Taskstream answers:\n\n    " + cause.mapping()
						+ " of " + cause.handler() + "\n    " + cause.endpoint() + " of Taskstream",
				"Give Taskstream another path, for example taskstream.base-path=/background-tasks, or change the "
						+ "mapping of " + cause.handler() + ".",
				cause);
	}

}
