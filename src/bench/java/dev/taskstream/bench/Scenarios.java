package dev.taskstream.bench;

import java.time.Duration;
import java.util.List;

/**
 * The loads that the tables are about, in the order in which they are run.
 */
final class Scenarios {

	private static final Duration CUT_OFF = Duration.ofSeconds(20);

	/** For seconds of churn: its pace is that of its visitors. */
	static final int CHURN_SECONDS = 6;

	/**
	 * What a server is warmed up with. A flood alone would count deliveries, of which a
	 * server that batches makes many in one write; so there is also a load that everybody
	 * has to write event by event. Few visitors leave the compiler time.
	 */
	static final List<Scenario> WARM_UP = List.of(Scenario.flatOut("warm-up", "", 50, 400),
			Scenario.flatOut("warm-up", "", 200, 300), Scenario.paced("warm-up", "", 1, 500, 500, 50),
			Scenario.paced("warm-up", "", 50, 1, 40, 20), churn("warm-up", "", 4), churn("warm-up", "", 4),
			churn("warm-up", "", 4), churn("warm-up", "", 4));

	static final List<Scenario> ALL = List.of(
			Scenario.flatOut("flat-out", "One task, 1,000 watchers, 1,000 events as fast as possible, history 2,048",
					1000, 1000),
			Scenario
				.flatOut("flat-out-256", "The same with the default history of 256, where events are superseded", 1000,
						1000)
				.withProperty("taskstream.stream.history=256"),
			Scenario.paced("fan-out", "One task, 1,000 watchers, 50 events/s", 1, 1000, 200, 50),
			Scenario.paced("text-64", "The same with texts of 64 bytes", 1, 1000, 200, 50).withText(64),
			Scenario.paced("text-16k", "One task, 100 watchers, 50 events/s with texts of 16 KiB", 1, 100, 200, 50)
				.withText(16 * 1024),
			Scenario.paced("many-tasks", "500 tasks, one watcher each, 10 events/s", 500, 1, 100, 10),
			churn("churn", "50 clients, each: start, subscribe, 3 events, end, again", 50),
			Scenario.paced("requests", "100 ordinary requests/s and next to no events", 1, 1, 200, 50)
				.withRequests(100),
			Scenario
				.paced("mixed", "100 ordinary requests/s beside one task, 1,000 watchers, 50 events/s", 1, 1000, 200,
						50)
				.withRequests(100),
			Scenario
				.flatOut("mixed-flat-out",
						"100 ordinary requests/s beside 1,000 events as fast as possible to 1,000 " + "watchers", 1000,
						1000)
				.withRequests(100),
			Scenario.paced("stalled", "5 of 105 watchers never read; events of 1.2 KiB, 500/s", 1, 100, 5000, 500)
				.withText(1200)
				.withSlow(5, 0, CUT_OFF),
			Scenario.paced("stalled-half", "52 of 104 watchers never read; the same events", 1, 52, 5000, 500)
				.withText(1200)
				.withSlow(52, 0, CUT_OFF),
			Scenario
				.paced("slow", "50 of 150 watchers read 20 KB/s, a thirtieth of what comes; the same events", 1, 100,
						5000, 500)
				.withText(1200)
				.withSlow(50, 20_000, CUT_OFF),
			idle("idle", 5_000), idle("idle-10k", 10_000));

	private Scenarios() {
	}

	private static Scenario churn(String name, String title, int clients) {
		return Scenario.paced(name, title, clients, 1, 3, 0).as(Scenario.Kind.CHURN);
	}

	private static Scenario idle(String name, int watchers) {
		return Scenario
			.paced(name, String.format("%,d idle streams on a fresh server, then one event of 1 KiB to all", watchers),
					1, watchers, 2, -1)
			.withText(1024)
			.as(Scenario.Kind.IDLE);
	}

}
