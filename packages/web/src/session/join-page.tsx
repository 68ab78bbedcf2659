import type { Session } from "@throughline/contract/sessions";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { client } from "../client.ts";
import { BarePage } from "../frame/bare-page.tsx";
import { paths } from "../paths.ts";
import { Link } from "../ui/link.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { forgetReader, homeOf } from "./enter.ts";
import { JoinAsMyself, JoinBySigningIn, JoinWithNewAccount } from "./join-ways.tsx";
import { LinkFailed } from "./link-failed.tsx";
import { sessionQuery } from "./session.ts";

const roleMeaning = {
  owner: "As an owner you run the organization: everything an admin does, and making other owners.",
  admin: "As an admin you run the organization: people, teams, keys and settings.",
  member: "As a member you see all of its work and take part in it.",
  guest: "As a guest you see your own requests and what is shared with you.",
} as const;

/** An invitation: makes an account, or lets the one that is signed in join. */
export function JoinPage() {
  const { token } = useParams({ strict: false }) as { token: string };
  const { navigate } = useNavigation();
  const invitation = useQuery({
    queryKey: ["invitation-link", token],
    queryFn: () => client.readInvitation({ token }),
    retry: false,
    staleTime: 0,
  });
  const session = useQuery({ ...sessionQuery(null), staleTime: 0 });
  if (invitation.isError) {
    return (
      <LinkFailed
        error={invitation.error}
        title="This invitation does not work any more"
        lead="It was used, withdrawn, replaced by a newer one, or it is older than 14 days. Ask whoever invited you for another."
        onRetry={() => void invitation.refetch()}
      >
        <Link href={paths.home()}>Go to my work</Link>
      </LinkFailed>
    );
  }
  if (!invitation.data || !session.data) return null;
  const { organizationName, inviterName, email, role, hasAccount, suggestedName, expiresAt } = invitation.data;
  const joined = (now: Session) => {
    forgetReader();
    navigate(homeOf(now));
  };
  const { account } = session.data;
  return (
    <BarePage
      title={`Join ${organizationName}`}
      lead={`${inviterName} invites ${email}. ${roleMeaning[role]}`}
      foot={
        <>
          The invitation ends <TimeText at={expiresAt} />. Not for you? Leave it: nothing happens without you.
        </>
      }
    >
      {account ? (
        <JoinAsMyself
          token={token}
          email={email}
          account={account}
          organizationName={organizationName}
          onJoined={joined}
        />
      ) : hasAccount ? (
        <JoinBySigningIn token={token} email={email} />
      ) : (
        <JoinWithNewAccount
          token={token}
          email={email}
          suggestedName={suggestedName}
          organizationName={organizationName}
          onJoined={joined}
        />
      )}
    </BarePage>
  );
}
