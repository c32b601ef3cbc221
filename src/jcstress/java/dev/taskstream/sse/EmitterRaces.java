package dev.taskstream.sse;

import java.io.IOException;

import dev.taskstream.log.RacingLog;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Races of a stream that writes an event with what ends the stream.
 */
public class EmitterRaces {

	/**
	 * A stream that has written the start of its task.
	 */
	public abstract static class Open {

		private final RacingLog racing = new RacingLog(256);

		final OpenStreams streams = new OpenStreams(1, 0);

		final StreamCounters counters = new StreamCounters();

		final StreamEmitter stream = stream(this.streams, this.counters, this.racing);

		private final Output output = new Output();

		Open() {
			MockHttpServletRequest request = new MockHttpServletRequest();
			request.setAsyncSupported(true);
			request.startAsync();
			HttpServletResponse response = new MockHttpServletResponse() {

				@Override
				public ServletOutputStream getOutputStream() {
					return Open.this.output;
				}

			};
			this.streams.tryAdd(this.stream);
			try {
				this.stream.open(new ServletWebRequest(request, response));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			this.stream.onWritePossible();
		}

		void reportAndDrain() {
			this.racing.log.progress("text", null);
			this.racing.delivery.runAll();
		}

		void look(LL_Result r) {
			int written = this.output.writes;
			reportAndDrain();
			r.r1 = (this.output.writes == written && !this.output.overlapped) ? "quiet" : "writes";
			r.r2 = this.streams.size();
		}

	}

	static StreamEmitter stream(OpenStreams streams, StreamCounters counters, RacingLog racing) {
		StreamContext context = new StreamContext(streams, counters, Runnable::run, Runnable::run);
		StreamCaller caller = StreamCaller.of(new MockHttpServletRequest(), () -> true);
		return new StreamEmitter(new TaskFrames(racing.log, LastEventId.of()), caller, context);
	}

	@JCStressTest
	@Outcome(id = "quiet, 0", expect = Expect.ACCEPTABLE, desc = "nothing is written afterwards, and the place is free")
	@Outcome(expect = Expect.FORBIDDEN, desc = "an event after the logout, or a lost place")
	@State
	public static class DrainAndRevoke extends Open {

		@Actor
		public void write() {
			reportAndDrain();
		}

		@Actor
		public void logOut() {
			this.stream.revoke();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			look(r);
		}

	}

	@JCStressTest
	@Outcome(id = "quiet, 0", expect = Expect.ACCEPTABLE, desc = "nothing is written afterwards, and the place is free")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a write to a client that was disconnected, or a lost place")
	@State
	public static class DrainAndDisconnect extends Open {

		@Actor
		public void write() {
			reportAndDrain();
		}

		@Actor
		public void disconnect() {
			this.stream.disconnectStalled();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			look(r);
		}

	}

	@JCStressTest
	@Outcome(id = "quiet, 0", expect = Expect.ACCEPTABLE, desc = "nothing is written afterwards, and the place is free")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a write to a client that is gone, or a lost place")
	@State
	public static class DrainAndError extends Open {

		@Actor
		public void write() {
			reportAndDrain();
		}

		@Actor
		public void fail() {
			this.stream.onError(new IOException("Broken pipe"));
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			look(r);
		}

	}

	/**
	 * Two ticks of the timer find that the client has stopped reading.
	 */
	@JCStressTest
	@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "one stalled client is counted")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a client that is counted twice, or a lost place")
	@State
	public static class DisconnectAndDisconnect extends Open {

		@Actor
		public void one() {
			this.stream.disconnectStalled();
		}

		@Actor
		public void other() {
			this.stream.disconnectStalled();
		}

		@Arbiter
		public void arbiter(JJ_Result r) {
			r.r1 = this.counters.stalled();
			r.r2 = this.streams.size();
		}

	}

	/**
	 * The container ends a request that the timer takes for overdue.
	 */
	@JCStressTest
	@Outcome(id = { "true, false, 0", "false, true, 0" }, expect = Expect.ACCEPTABLE, desc = "one removes the stream")
	@Outcome(expect = Expect.FORBIDDEN, desc = "a request that is counted twice, or a lost place")
	@State
	public static class EndAndOverdue extends Open {

		@Actor
		public void container(LLL_Result r) {
			r.r1 = this.stream.ended();
		}

		@Actor
		public void timer(LLL_Result r) {
			r.r2 = this.stream.ended();
		}

		@Arbiter
		public void arbiter(LLL_Result r) {
			r.r3 = this.streams.size();
		}

	}

	/**
	 * An output that is always ready, and sees two writers at once.
	 */
	private static final class Output extends ServletOutputStream {

		private int writes;

		private boolean writing;

		private boolean overlapped;

		@Override
		public void write(byte[] bytes, int offset, int length) {
			this.overlapped |= this.writing;
			this.writing = true;
			this.writes++;
			this.writing = false;
		}

		@Override
		public void write(int single) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void flush() {
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
		}

	}

}
