import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { TextField, type TextFieldProps } from "../ui/text-field.tsx";

export const passwordRule = "At least 10 characters; a few words are easiest to remember";

/** A password, which can be shown while it is typed. */
export function PasswordField({
  isNew = false,
  ...props
}: Omit<TextFieldProps, "type" | "after"> & { isNew?: boolean }) {
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      {...(isNew ? { description: passwordRule } : {})}
      {...props}
      type={isShown ? "text" : "password"}
      autoComplete={isNew ? "new-password" : "current-password"}
      after={
        <IconButton
          size="small"
          label={isShown ? "Hide password" : "Show password"}
          icon={<Icon of={isShown ? EyeOff : Eye} size={14} />}
          onPress={() => setShown(!isShown)}
        />
      }
    />
  );
}
