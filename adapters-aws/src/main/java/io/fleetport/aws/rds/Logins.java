package io.fleetport.aws.rds;

/** As whom PostgreSQL is spoken to, asked before each new connection. Safe to call from many threads. */
public interface Logins {

    /** A user and its password. */
    record Login(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /** The one to try. May wait for where it is kept. */
    Login current();

    /** The one to try after PostgreSQL refused this one: another one, or the same when there is no newer. May wait, too. */
    Login after(Login refused);

    /** One that never changes. */
    static Logins of(String user, String password) {
        Login only = new Login(user, password);
        return new Logins() {
            @Override
            public Login current() {
                return only;
            }

            @Override
            public Login after(Login refused) {
                return only;
            }
        };
    }
}
