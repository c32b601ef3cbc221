package dev.taskstream.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.context.request.async.AsyncWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * The asynchronous request of a stream, and how it ends: by a last dispatch through the
 * application only if something there waits for one.
 */
/*
 * Set up by the request's thread; ended by any, more than once if it must be.
 */
final class StreamRequest {

	private final WebAsyncManager manager;

	private final AsyncContext context;

	private volatile @Nullable DeferredResult<Object> dispatch;

	private StreamRequest(WebAsyncManager manager, AsyncContext context) {
		this.manager = manager;
		this.context = context;
	}

	/**
	 * Starts asynchronous processing without a limit, as Spring MVC has prepared it.
	 * @param listener hears of errors and of the completion
	 */
	static StreamRequest start(HttpServletRequest request, AsyncListener listener) {
		WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
		AsyncWebRequest async = manager.getAsyncWebRequest();
		Assert.state(async != null, "Not called by a controller");
		async.setTimeout(0L);
		async.startAsync();
		AsyncContext context = request.getAsyncContext();
		context.addListener(listener);
		return new StreamRequest(manager, context);
	}

	/**
	 * Hands the end to Spring MVC, as a result without a value.
	 * @param leave called when the client is gone, and completes the request, so that the
	 * container's error dispatch is a clean one
	 */
	void endByDispatch(Runnable leave) throws Exception {
		DeferredResult<Object> result = new DeferredResult<>();
		result.onError((ex) -> leave.run());
		result.onTimeout(leave);
		ModelAndViewContainer nothingToRender = new ModelAndViewContainer();
		nothingToRender.setRequestHandled(true);
		this.dispatch = result;
		this.manager.startDeferredResultProcessing(result, nothingToRender);
	}

	/**
	 * Ends the request.
	 * @throws IllegalStateException if the container has ended it already
	 */
	void complete() {
		DeferredResult<Object> awaited = this.dispatch;
		if (awaited != null) {
			awaited.setResult(null);
		}
		else {
			this.context.complete();
		}
	}

}
