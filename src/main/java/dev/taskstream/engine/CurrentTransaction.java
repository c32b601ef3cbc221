package dev.taskstream.engine;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * The transaction of the calling thread, if Spring's transactions are present.
 */
final class CurrentTransaction {

	private static final boolean PRESENT = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronizationManager",
			CurrentTransaction.class.getClassLoader());

	private CurrentTransaction() {
	}

	/**
	 * Register a callback for the completion of the transaction.
	 * @param completion called once with whether the transaction has committed, by the
	 * thread that completes it
	 * @return {@code false} if there is no transaction
	 */
	static boolean onCompletion(Consumer<Boolean> completion) {
		return PRESENT && Completion.register(completion);
	}

	/**
	 * Loaded only if Spring's transactions are present. Confined to the thread of the
	 * transaction.
	 */
	private static final class Completion implements TransactionSynchronization {

		private final Consumer<Boolean> callback;

		private final Set<Object> laterSavepoints = new HashSet<>();

		private Completion(Consumer<Boolean> callback) {
			this.callback = callback;
		}

		static boolean register(Consumer<Boolean> callback) {
			if (!TransactionSynchronizationManager.isSynchronizationActive()
					|| !TransactionSynchronizationManager.isActualTransactionActive()) {
				return false;
			}
			TransactionSynchronizationManager.registerSynchronization(new Completion(callback));
			return true;
		}

		@Override
		public void savepoint(Object savepoint) {
			this.laterSavepoints.add(savepoint);
		}

		/**
		 * A nested transaction has been rolled back. If its savepoint is older than this
		 * registration, so has what the caller did before it.
		 */
		@Override
		public void savepointRollback(Object savepoint) {
			if (!this.laterSavepoints.contains(savepoint)) {
				this.callback.accept(false);
			}
		}

		@Override
		public void afterCompletion(int status) {
			this.callback.accept(status == STATUS_COMMITTED);
		}

	}

}
