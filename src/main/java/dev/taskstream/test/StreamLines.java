package dev.taskstream.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The status and the lines of a response as they arrive. One thread may wait for them.
 */
final class StreamLines implements Flow.Subscriber<String>, HttpResponse.BodyHandler<Void> {

	/*
	 * The threads of the HTTP client put, the reader takes. The item that ends the lines
	 * stays in the queue, so that every further take() finds it again.
	 */

	private static final Item END = new Item(null, null);

	private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();

	private volatile int status;

	private volatile Flow.@Nullable Subscription subscription;

	private volatile boolean closed;

	@Override
	public HttpResponse.BodySubscriber<Void> apply(HttpResponse.ResponseInfo response) {
		this.status = response.statusCode();
		this.queue.add(new Item("", null));
		return HttpResponse.BodySubscribers.fromLineSubscriber(this);
	}

	/**
	 * Wait for the head of the response. Must be called once, before any line is taken.
	 */
	int awaitStatus(Duration limit) {
		take(limit);
		return this.status;
	}

	/**
	 * Wait for the next line.
	 * @return the line, or {@code null} after the last
	 */
	@Nullable String take(Duration limit) {
		try {
			Item item = this.queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
			if (item == null) {
				close();
				throw new IllegalStateException("Nothing more came from the stream in time");
			}
			if (item.line == null) {
				this.queue.add(item);
			}
			if (item.failure != null) {
				throw new UncheckedIOException(new IOException("The stream broke", item.failure));
			}
			return item.line;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while reading a stream", ex);
		}
	}

	@Override
	public void onSubscribe(Flow.Subscription newSubscription) {
		this.subscription = newSubscription;
		newSubscription.request(Long.MAX_VALUE);
		if (this.closed) {
			newSubscription.cancel();
		}
	}

	@Override
	public void onNext(String line) {
		this.queue.add(new Item(line, null));
	}

	@Override
	public void onError(Throwable ex) {
		this.queue.add(new Item(null, ex));
	}

	@Override
	public void onComplete() {
		this.queue.add(END);
	}

	/**
	 * Cancel the response, which closes the connection.
	 */
	void close() {
		this.closed = true;
		Flow.Subscription current = this.subscription;
		if (current != null) {
			current.cancel();
		}
	}

	private record Item(@Nullable String line, @Nullable Throwable failure) {

	}

}
