package dev.taskstream.engine;

import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.SmartTransactionObject;

/**
 * Transactions of a resource that does nothing, with everything that Spring makes of
 * them: synchronizations, suspension, nested transactions.
 */
final class TestTransactions extends AbstractPlatformTransactionManager {

	private static final long serialVersionUID = 1L;

	private final transient ThreadLocal<Transaction> current = new ThreadLocal<>();

	private boolean commitFails;

	TestTransactions() {
		setNestedTransactionAllowed(true);
	}

	/**
	 * Lets no commit say whether it has succeeded.
	 */
	TestTransactions failOnCommit() {
		this.commitFails = true;
		return this;
	}

	@Override
	protected Object doGetTransaction() {
		Transaction transaction = this.current.get();
		return (transaction != null) ? transaction : new Transaction();
	}

	@Override
	protected boolean isExistingTransaction(Object transaction) {
		return this.current.get() == transaction;
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		this.current.set((Transaction) transaction);
	}

	@Override
	protected Object doSuspend(Object transaction) {
		this.current.remove();
		return transaction;
	}

	@Override
	protected void doResume(Object transaction, Object suspended) {
		this.current.set((Transaction) suspended);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		if (this.commitFails) {
			throw new TransactionSystemException("the connection broke during the commit");
		}
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
	}

	@Override
	protected void doSetRollbackOnly(DefaultTransactionStatus status) {
		((Transaction) status.getTransaction()).rollbackOnly = true;
	}

	@Override
	protected void doCleanupAfterCompletion(Object transaction) {
		this.current.remove();
	}

	private static final class Transaction implements SavepointManager, SmartTransactionObject {

		private boolean rollbackOnly;

		@Override
		public Object createSavepoint() {
			return new Object();
		}

		@Override
		public void rollbackToSavepoint(Object savepoint) {
		}

		@Override
		public void releaseSavepoint(Object savepoint) {
		}

		@Override
		public boolean isRollbackOnly() {
			return this.rollbackOnly;
		}

	}

}
