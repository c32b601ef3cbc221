package dev.taskstream.redis;

import dev.taskstream.scenario.RunningService;

import org.springframework.context.ApplicationContext;

import static org.awaitility.Awaitility.await;

/**
 * The nodes of a test.
 */
public final class RelayNodes {

	private RelayNodes() {
	}

	static RedisRelay relay(RunningService node) {
		return node.context().getBean(RedisRelay.class);
	}

	static String inbox(RunningService node) {
		return node.context().getBean(RelayNode.class).inbox();
	}

	/**
	 * Wait until all nodes use Redis.
	 */
	static void awaitAvailable(RunningService... nodes) {
		for (RunningService node : nodes) {
			awaitAvailable(node.context());
		}
	}

	public static void awaitAvailable(ApplicationContext node) {
		RedisRelay relay = node.getBean(RedisRelay.class);
		await().until(() -> relay.state().available());
	}

	static void awaitNoReplica(RunningService node) {
		await().until(() -> relay(node).replicas() == 0);
	}

	static void close(RedisServer redis, RunningService... nodes) throws Exception {
		for (RunningService node : nodes) {
			if (node != null) {
				node.close();
			}
		}
		if (redis != null) {
			redis.close();
		}
	}

}
