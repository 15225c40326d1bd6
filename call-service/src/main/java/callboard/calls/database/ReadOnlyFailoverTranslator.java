package callboard.calls.database;

import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.stereotype.Component;

/// Translates what the database answers to Hibernate as it is translated for JDBC: after a failover, that it is
/// read-only.
@Component
class ReadOnlyFailoverTranslator implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof LocalContainerEntityManagerFactoryBean entities) {
            entities.setJpaDialect(new Dialect());
        }
        return bean;
    }

    private static final class Dialect extends HibernateJpaDialect {

        private Dialect() {
            setJdbcExceptionTranslator(DatabaseFailures.translator());
        }

        /// A connection that is given up can't be rolled back either; of the two, only this reaches the caller.
        @Override
        public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException failure) {
            return failure instanceof TransactionException lost
                    ? new DataAccessResourceFailureException("The connection was given up", lost)
                    : super.translateExceptionIfPossible(failure);
        }
    }
}
