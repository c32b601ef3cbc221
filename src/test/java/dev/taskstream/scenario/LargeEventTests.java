package dev.taskstream.scenario;

import java.util.List;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.sse.OpenStreams;
import dev.taskstream.sse.StreamCounters;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events larger than any of the container's buffers.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LargeEventTests extends Scenario {

	private static final String TEXT = "\u00e4\ud83d\ude00<".repeat(65_536 / 4);

	private static final String DATA = TEXT.replace("<", "\\u003c");

	@Autowired
	OpenStreams streams;

	@Autowired
	StreamCounters counters;

	@Test
	void arriveIntact() throws Exception {
		TaskStartResponse started = this.tasks.start(new Puppet().reports(TEXT).completes(TEXT));

		try (StreamRecorder stream = StreamRecorder.open(Address.of(this.port, started.streamUrl()))) {
			assertThat(stream.next().type()).isEqualTo("task_started");
			assertThat(stream.next().text()).isEqualTo(TEXT);
			assertThat(stream.next().data().path("result").stringValue()).isEqualTo(TEXT);
			stream.endsHere();
		}
	}

	/**
	 * The client begins to read when nothing more can be written to it.
	 */
	@Test
	void arriveIntactAtAClientThatReadsLate() throws Exception {
		Puppet puppet = new Puppet();
		TaskStartResponse started = this.tasks.start(puppet);

		try (RawPeer late = RawPeer.watching(this.port, started.streamUrl())) {
			late.readHead();
			puppet.reportsUntilNothingIsTaken(TEXT, this.counters);
			puppet.completes("done");

			List<String> frames = List.of(late.readChunkedBody().split("\n\n"));
			assertThat(frames).hasSizeGreaterThan(3).first().asString().contains("event: task_started");
			assertThat(frames.subList(1, frames.size() - 1))
				.allMatch((frame) -> frame.endsWith("\"text\":\"" + DATA + "\",\"value\":null}"));
			assertThat(frames).last().asString().contains("event: task_completed\n");
		}
	}

}
