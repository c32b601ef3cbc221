package dev.taskstream.autoconfigure;

import java.io.IOException;
import java.nio.ByteBuffer;

import dev.taskstream.sse.Connection;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.apache.catalina.connector.ResponseFacade;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Response;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one request in Tomcat: written to without the layers between, and
 * closed as Tomcat does when a write fails, with no further output, an error event for
 * the request, and then the socket.
 */
/*
 * Tomcat uses the response for the next request, so the lock guards it: nothing is
 * written or closed once it has been given back. It is taken below Spring's lock in
 * release(), and nothing is taken below it that leads back there: output does not wait,
 * an action marks the response and hands the rest to the container.
 */
final class TomcatConnection implements Connection {

	private @Nullable Response response;

	private boolean aborted;

	TomcatConnection(Response response) {
		this.response = response;
	}

	/**
	 * Past Spring's wrapper, whose lock this one's replaces, and past the servlet
	 * response's buffer, if nothing else is between: a wrapper of the application's may
	 * want to see what is written.
	 */
	@Override
	public ServletOutputStream output(HttpServletResponse spring) throws IOException {
		boolean unwrapped = spring instanceof HttpServletResponseWrapper wrapper
				&& wrapper.getResponse() instanceof ResponseFacade;
		return unwrapped ? new Output() : spring.getOutputStream();
	}

	@Override
	public synchronized void abort() {
		if (this.response != null) {
			this.response.action(ActionCode.CLOSE_NOW, new IOException("The client takes nothing"));
			this.response = null;
			this.aborted = true;
		}
	}

	synchronized boolean isAborted() {
		return this.aborted;
	}

	@Override
	public synchronized void release() {
		this.response = null;
	}

	private Response response() throws IOException {
		if (this.response == null) {
			throw new IOException("The request has ended");
		}
		return this.response;
	}

	private synchronized void listen(WriteListener listener) throws IOException {
		response().setWriteListener(listener);
	}

	private synchronized boolean isReady() {
		return this.response == null || this.response.isReady();
	}

	private synchronized void send(ByteBuffer bytes) throws IOException {
		Response current = response();
		current.doWrite(bytes);
		current.action(ActionCode.CLIENT_FLUSH, null);
		if (current.isExceptionPresent()) {
			throw new IOException(current.getErrorException());
		}
		current.checkRegisterForWrite();
	}

	/**
	 * Non-blocking output in which every write goes out at once. Ready once the request
	 * has ended, so that the next write fails.
	 */
	private final class Output extends ServletOutputStream {

		@Override
		public void setWriteListener(WriteListener listener) {
			try {
				listen(listener);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public boolean isReady() {
			return TomcatConnection.this.isReady();
		}

		@Override
		public void write(int b) throws IOException {
			write(new byte[] { (byte) b });
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			send(ByteBuffer.wrap(bytes, offset, length));
		}

		@Override
		public void flush() {
		}

	}

}
