package dev.taskstream.neighbours;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.neighbours.Neighbourhood.Container;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that reset the connection before the answer, beside an advice that handles any
 * exception.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class DisconnectedClientTests {

	@ParameterizedTest
	@EnumSource(Container.class)
	void resetDuringAStatusIsSilent(Container container, CapturedOutput output) throws Exception {
		try (Neighbourhood application = Neighbourhood.of(container, Neighbours.CatchAllAdvice.class)) {
			TaskStartResponse started = application.tasks().start(new Large());
			assertThat(application.send("GET", started.streamUrl()).statusCode()).isEqualTo(200);

			for (int i = 0; i < 50; i++) {
				reset(application.port(), started.streamUrl().replace("/stream", ""));
			}

			assertThat(application.send("GET", started.streamUrl()).statusCode()).isEqualTo(200);
		}
		assertThat(output).doesNotContain("WARN", "ERROR");
	}

	private static void reset(int port, String path) throws Exception {
		try (Socket socket = new Socket()) {
			socket.setReceiveBufferSize(4096);
			socket.connect(new InetSocketAddress("localhost", port));
			socket.setSoLinger(true, 0);
			socket.getOutputStream()
				.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.getInputStream().read()).isEqualTo('H');
		}
	}

	private static final class Large extends BaseTask<Void, String> {

		@Override
		protected String execute(Void params, ProgressHandle progress) {
			return "x".repeat(900_000);
		}

	}

}
