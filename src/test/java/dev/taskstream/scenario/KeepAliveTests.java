package dev.taskstream.scenario;

import dev.taskstream.TaskStartResponse;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "taskstream.stream.keep-alive=1s")
class KeepAliveTests extends Scenario {

	@Test
	void aKeepAliveIsSentOnlyWhenNothingElseIs() throws Exception {
		Puppet quiet = new Puppet();
		Puppet busy = new Puppet();

		try (StreamRecorder idle = open(this.tasks.start(quiet));
				StreamRecorder lively = open(this.tasks.start(busy))) {
			idle.next();
			lively.next();
			await().pollInterval(java.time.Duration.ofMillis(50)).until(() -> {
				busy.reports("busy");
				lively.next();
				return idle.hasKeepAlives(2);
			});
			assertThat(lively.comments()).isEmpty();
			quiet.completes(null);
			busy.completes(null);

			idle.next();
			idle.endsHere();
			lively.next();
			lively.endsHere();
		}
	}

	@Test
	void isOneCommentLineWithoutABlankLine() throws Exception {
		Puppet puppet = new Puppet();

		try (RawPeer peer = RawPeer.watching(this.port, this.tasks.start(puppet).streamUrl())) {
			peer.readHead();
			peer.readUntil(":keep-alive\n");
			puppet.completes(null);

			assertThat(peer.readUntil("\n\n")).startsWith("\r\n").doesNotContain("\n\n\n").contains("\r\nid: 2\n");
		}
	}

	private StreamRecorder open(TaskStartResponse started) throws Exception {
		return StreamRecorder.open(Address.of(this.port, started.streamUrl()));
	}

}
