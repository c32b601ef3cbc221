package dev.taskstream.demo;

import java.io.File;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/**
 * The disk space for all uploads together: those that are being received, and those whose
 * task has not ended.
 */
@Component
final class UploadSpace {

	private final long largest;

	private final AtomicLong free;

	UploadSpace(@Value("${spring.servlet.multipart.max-request-size:10MB}") DataSize largest,
			@Value("${demo.uploads.max-size:4GB}") DataSize all) {
		this.largest = largest.toBytes();
		this.free = new AtomicLong(Math.min(all.toBytes(), usable() / 2));
	}

	private static long usable() {
		return new File(System.getProperty("java.io.tmpdir")).getUsableSpace();
	}

	/**
	 * Take the space that a request needs, before any of its content is read.
	 * @param contentLength the announced length, or -1 if it is unknown
	 * @throws MaxUploadSizeExceededException if the request is too large
	 * @throws ErrorResponseException with status 503 if others have taken the space
	 */
	Share take(long contentLength) {
		if (contentLength > this.largest) {
			throw new MaxUploadSizeExceededException(this.largest);
		}
		Share share = new Share((contentLength < 0) ? this.largest : contentLength);
		if (this.free.addAndGet(-share.bytes) < 0) {
			share.close();
			ErrorResponseException full = new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE,
					ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
							"Too many files are being uploaded. Please try again in a moment."),
					null);
			full.getHeaders().set(HttpHeaders.RETRY_AFTER, "10");
			throw full;
		}
		return share;
	}

	/**
	 * A part of the space, which is given back once.
	 */
	final class Share implements AutoCloseable {

		private final long bytes;

		private final AtomicBoolean closed = new AtomicBoolean();

		private Share(long bytes) {
			this.bytes = bytes;
		}

		void closeAfter(CompletableFuture<?> end) {
			end.whenComplete((result, ex) -> close());
		}

		@Override
		public void close() {
			if (this.closed.compareAndSet(false, true)) {
				UploadSpace.this.free.addAndGet(this.bytes);
			}
		}

	}

}
