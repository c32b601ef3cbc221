package dev.taskstream.sse;

import java.io.IOException;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;

/**
 * A {@link DeferredResultProcessingInterceptor} that opens a stream when Spring MVC has
 * started the asynchronous processing of its request.
 *
 * @param stream the stream
 */
record StreamInterceptor(StreamEmitter stream) implements DeferredResultProcessingInterceptor {

	@Override
	public <T> void preProcess(NativeWebRequest request, DeferredResult<T> result) throws IOException {
		try {
			this.stream.open(request);
		}
		catch (Throwable ex) {
			this.stream.ended();
			throw ex;
		}
	}

	@Override
	public <T> void afterCompletion(NativeWebRequest request, DeferredResult<T> result) {
		this.stream.ended();
	}

}
